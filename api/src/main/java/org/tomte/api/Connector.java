package org.tomte.api;

import org.jspecify.annotations.Nullable;
import org.tomte.api.probe.ConnectionProbe;

/**
 * Code that talks to one kind of system. Found by {@link java.util.ServiceLoader} or registered by
 * the program; two connectors of one name stop the start.
 *
 * @param <S> the record of its settings; components carry {@link Setting}
 */
public interface Connector<S extends Record> {

  /** The word in {@code source: {type: ...}}: lower case, digits and hyphens. */
  String name();

  /** One sentence for lists and the reference page. */
  String summary();

  /** The settings record. Its constructor rejects what cannot work by IllegalArgumentException. */
  Class<S> settings();

  /** Tries a connection of this connector; null when there is nothing to connect to. */
  default @Nullable ConnectionProbe<?> probe() {
    return null;
  }
}
