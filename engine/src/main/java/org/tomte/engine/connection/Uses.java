package org.tomte.engine.connection;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSet;

/** Which daemons use a connection. */
public final class Uses {
  private Uses() {}

  /** Daemons that read by the connection, sorted. */
  public static List<CompiledDaemon> reading(CompiledSet set, String connection) {
    return set.daemons().values().stream()
        .filter(daemon -> connection.equals(daemon.source().connection()))
        .toList();
  }

  /** The names of daemons that read or send by the connection, sorted. */
  public static List<String> daemons(CompiledSet set, String connection) {
    Collection<String> names = new TreeSet<>();
    for (CompiledDaemon daemon : set.daemons().values()) {
      boolean sends =
          Stream.concat(daemon.rules().stream(), Stream.of(daemon.unmatched()))
              .flatMap(rule -> rule.deliveries().stream())
              .anyMatch(delivery -> delivery.connection().equals(connection));
      if (sends || connection.equals(daemon.source().connection())) {
        names.add(daemon.name());
      }
    }
    return List.copyOf(names);
  }
}
