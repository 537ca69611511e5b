package org.tomte.app.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;
import org.tomte.engine.definition.compile.CompiledSource;
import org.tomte.engine.run.SourceOpener;

/**
 * Opens a daemon's source outside of an instance.
 *
 * @param daemon its name
 * @param source what to open
 * @param folder where relative paths start
 * @param clock the clock
 * @param secrets replaces references in a text
 */
record OpenedSource(
    String daemon,
    CompiledSource source,
    Path folder,
    InstantSource clock,
    UnaryOperator<String> secrets)
    implements SourceOpener {

  @Override
  public Poller open() throws ConnectorFault {
    if (!(source.connector() instanceof PollingConnector<?> connector)) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, "The source " + source.connector().name() + " is not polled.");
    }
    try {
      return open(connector);
    } catch (IllegalArgumentException wrong) {
      throw new ConnectorFault(FaultKind.CONFIGURATION, String.valueOf(wrong.getMessage()));
    }
  }

  private <S extends Record> Poller open(PollingConnector<S> connector) throws ConnectorFault {
    S settings = connector.settings().cast(source.resolved(secrets));
    return connector.open(settings, new SourceContext(daemon, clock, folder));
  }
}
