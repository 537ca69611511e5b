package org.tomte.store.casework;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/** Sets the parameters of a statement one after the other. */
final class Row {
  private final Connection connection;
  private final PreparedStatement statement;
  private int at;

  Row(Connection connection, PreparedStatement statement) {
    this.connection = connection;
    this.statement = statement;
  }

  Row text(@Nullable String value) throws SQLException {
    statement.setString(++at, value);
    return this;
  }

  Row number(@Nullable Long value) throws SQLException {
    return value == null ? nothing(Types.BIGINT) : longNumber(value);
  }

  private Row longNumber(long value) throws SQLException {
    statement.setLong(++at, value);
    return this;
  }

  Row small(int value) throws SQLException {
    statement.setInt(++at, value);
    return this;
  }

  Row flag(@Nullable Boolean value) throws SQLException {
    if (value == null) {
      return nothing(Types.BOOLEAN);
    }
    statement.setBoolean(++at, value);
    return this;
  }

  Row bytes(byte[] value) throws SQLException {
    statement.setBytes(++at, value);
    return this;
  }

  /** Always with an offset, so that no zone of a session or machine plays a part. */
  Row time(@Nullable Instant value) throws SQLException {
    if (value == null) {
      return nothing(Types.TIMESTAMP_WITH_TIMEZONE);
    }
    statement.setObject(++at, value.atOffset(ZoneOffset.UTC));
    return this;
  }

  Row texts(@Nullable Collection<String> values) throws SQLException {
    if (values == null) {
      return nothing(Types.ARRAY);
    }
    statement.setArray(++at, connection.createArrayOf("text", values.toArray()));
    return this;
  }

  /** The six columns of a cause in the order of {@link CauseColumns#NAMES}. */
  Row cause(Cause cause) throws SQLException {
    switch (cause) {
      case Cause.Daemon daemon -> {
        small(CauseColumns.DAEMON).text(null).small(daemon.daemon());
        time(daemon.run()).text(daemon.rule());
      }
      case Cause.Person person -> named(CauseColumns.PERSON, person.name());
      case Cause.Import imported -> named(CauseColumns.IMPORT, imported.name());
    }
    return small(cause.depth());
  }

  private void named(int kind, String name) throws SQLException {
    small(kind).text(name).nothing(Types.INTEGER).time(null).text(null);
  }

  private Row nothing(int type) throws SQLException {
    statement.setNull(++at, type);
    return this;
  }
}
