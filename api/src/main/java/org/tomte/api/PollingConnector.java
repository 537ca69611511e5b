package org.tomte.api;

import java.util.Set;

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
   * Makes a poller for one run.
   *
   * @throws ConnectorFault when the settings cannot work here
   */
  Poller open(S settings, SourceContext context) throws ConnectorFault;
}
