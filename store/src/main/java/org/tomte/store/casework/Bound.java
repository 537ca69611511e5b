package org.tomte.store.casework;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jdbi.v3.core.argument.Argument;

/** Values for queries that the driver must be told the type of. */
final class Bound {

  private Bound() {}

  static Argument longs(Collection<Long> values) {
    return (position, statement, context) ->
        statement.setArray(
            position, statement.getConnection().createArrayOf("bigint", values.toArray()));
  }

  static Argument texts(Collection<String> values) {
    return (position, statement, context) ->
        statement.setArray(
            position, statement.getConnection().createArrayOf("text", values.toArray()));
  }

  static Argument time(Instant value) {
    return (position, statement, context) ->
        statement.setObject(position, value.atOffset(ZoneOffset.UTC));
  }
}
