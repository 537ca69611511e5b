package org.tomte.connectors.clock;

import org.tomte.api.FieldType;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;

/** The {@code clock} source: one event for each run, at the instant for which it was planned. */
public final class ClockConnector implements PollingConnector<ClockSettings> {

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public String summary() {
    return "Gives one event a run, for daemons that only act.";
  }

  @Override
  public Class<ClockSettings> settings() {
    return ClockSettings.class;
  }

  @Override
  public FieldType.Fields events(ClockSettings settings) {
    return FieldType.closed().with("launch", FieldType.TIME);
  }

  @Override
  public boolean hasPast() {
    return false;
  }

  @Override
  public Poller open(ClockSettings settings, SourceContext context) {
    return new ClockPoller();
  }
}
