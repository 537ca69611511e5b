package org.tomte.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;

/**
 * A source with some events in it, made anew for each test.
 *
 * @param connector what is tested
 * @param settings settings that read the sample
 * @param context where and when it is read
 * @param launch the launch instant of every run of the test
 * @param missing a source that is not there; null when there can be none
 * @param arguments for each verb of the connector an argument that works
 * @param <S> the settings of the connector
 */
public record PollerSample<S extends Record>(
    PollingConnector<S> connector,
    S settings,
    SourceContext context,
    Instant launch,
    @Nullable Missing<S> missing,
    Map<String, String> arguments) {

  /**
   * A source that is not there.
   *
   * @param settings settings that name it
   * @param kind the kind of fault that must be told
   * @param words a part of the message, for example the path that was looked for
   */
  public record Missing<S extends Record>(S settings, FaultKind kind, String words) {}

  /** A new poller over the sample. */
  public Poller open() throws ConnectorFault {
    return connector.open(settings, context);
  }

  /** A new poller that sees another time. */
  public Poller openAt(InstantSource clock) throws ConnectorFault {
    return connector.open(settings, new SourceContext(context.daemon(), clock, context.folder()));
  }
}
