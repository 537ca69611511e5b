package org.tomte.testkit.definition;

import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.FieldType;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;

/** A connector that documents can name and nothing can open. */
final class ClockStub implements PollingConnector<ClockStub.NoSettings> {

  /** There is nothing to set. */
  record NoSettings() {}

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public String summary() {
    return "Stands for a source in tests of definitions.";
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public FieldType.Fields events(NoSettings settings) {
    return FieldType.open();
  }

  @Override
  public Poller open(NoSettings settings, SourceContext context) throws ConnectorFault {
    throw new ConnectorFault(FaultKind.CONFIGURATION, "This source stands for others in tests.");
  }
}
