package org.tomte.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connector whose source is polled.
 *
 * @param <S> the record of its settings
 */
public interface PollingConnector<S extends Record> extends Connector<S> {

  /** The fields that events of such a source have; expressions are checked against it at save. */
  FieldType.Fields events(S settings);

  /** The verbs that {@code acknowledge} may use; empty when the source cannot be told. */
  default Set<String> acknowledgements(S settings) {
    return Set.of();
  }

  /**
   * Whether its events are Tomte's own data. Such events say in {@code depth} how many daemons led
   * to them one after the other, so that loops end.
   */
  default boolean ownData() {
    return false;
  }

  /**
   * Whether the source can return what was there before a daemon began to read it. Where it cannot,
   * {@code start} has no meaning and the first event counts like any other.
   */
  default boolean hasPast() {
    return true;
  }

  /**
   * How to hear of news at the source between the planned runs; null when it cannot tell, or is not
   * to be asked.
   *
   * @throws ConnectorFault when the settings cannot work here
   */
  default @Nullable Watch watch(S settings, SourceContext context) throws ConnectorFault {
    return null;
  }

  /**
   * Makes a poller for one run.
   *
   * @throws ConnectorFault when the settings cannot work here
   */
  Poller open(S settings, SourceContext context) throws ConnectorFault;
}
