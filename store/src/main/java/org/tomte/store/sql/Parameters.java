package org.tomte.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.tomte.engine.pointer.KeyHash;

/** Sets the parameters of a statement one after the other; types as PostgreSQL knows them. */
public final class Parameters {
  private final PreparedStatement statement;
  private final boolean manyRows;
  private int at;
  private @Nullable Instant lastTime;
  private @Nullable LocalDate lastDay;
  private String lastTimeText = "";
  private String lastDayText = "";

  /** The parameters of a statement from the first on. */
  public Parameters(PreparedStatement statement) {
    this(statement, false);
  }

  /**
   * The parameters of a statement from the first on.
   *
   * @param manyRows whether all stand in rows of values, where the server knows their types by the
   *     column: times and days that repeat from row to row are then written as text only once
   */
  Parameters(PreparedStatement statement, boolean manyRows) {
    this.statement = statement;
    this.manyRows = manyRows;
  }

  /** A text. */
  public Parameters text(@Nullable String value) throws SQLException {
    statement.setString(++at, value);
    return this;
  }

  /** An integer. */
  public Parameters integer(int value) throws SQLException {
    statement.setInt(++at, value);
    return this;
  }

  /** A bigint. */
  public Parameters number(long value) throws SQLException {
    statement.setLong(++at, value);
    return this;
  }

  /** A bigint that may be missing. */
  public Parameters numberOrNull(@Nullable Long value) throws SQLException {
    if (value == null) {
      statement.setNull(++at, Types.BIGINT);
      return this;
    }
    return number(value);
  }

  /** A boolean that may be missing. */
  public Parameters flag(@Nullable Boolean value) throws SQLException {
    if (value == null) {
      statement.setNull(++at, Types.BOOLEAN);
    } else {
      statement.setBoolean(++at, value);
    }
    return this;
  }

  /** A timestamptz; always with an offset, so that no zone of a session plays a part. */
  public Parameters time(@Nullable Instant value) throws SQLException {
    if (value == null) {
      statement.setNull(++at, Types.TIMESTAMP_WITH_TIMEZONE);
      return this;
    }
    if (!manyRows) {
      statement.setObject(++at, value.atOffset(ZoneOffset.UTC));
      return this;
    }
    if (!value.equals(lastTime)) {
      lastTime = value;
      lastTimeText = value.toString(); // ISO 8601 with Z
    }
    statement.setObject(++at, lastTimeText, Types.OTHER);
    return this;
  }

  /** A date. */
  public Parameters day(@Nullable LocalDate value) throws SQLException {
    if (value == null) {
      statement.setNull(++at, Types.DATE);
      return this;
    }
    if (!manyRows) {
      statement.setObject(++at, value);
      return this;
    }
    if (!value.equals(lastDay)) {
      lastDay = value;
      lastDayText = value.toString();
    }
    statement.setObject(++at, lastDayText, Types.OTHER);
    return this;
  }

  /** A uuid. */
  public Parameters uuid(@Nullable UUID value) throws SQLException {
    if (value == null) {
      statement.setNull(++at, Types.OTHER);
    } else {
      statement.setObject(++at, value);
    }
    return this;
  }

  /** A hash as uuid. */
  public Parameters hash(KeyHash value) throws SQLException {
    return uuid(new UUID(value.high(), value.low()));
  }

  /** Bytes. */
  public Parameters bytes(byte @Nullable [] value) throws SQLException {
    statement.setBytes(++at, value);
    return this;
  }

  /** An array of texts; null when there are none. */
  public Parameters texts(Collection<String> values) throws SQLException {
    if (values.isEmpty()) {
      statement.setNull(++at, Types.ARRAY);
      return this;
    }
    return array("text", values.toArray());
  }

  /** An array of any type. */
  public Parameters array(String type, Object[] values) throws SQLException {
    statement.setArray(++at, statement.getConnection().createArrayOf(type, values));
    return this;
  }

  /** An array of integers. */
  public Parameters integers(int[] values) throws SQLException {
    statement.setArray(
        ++at,
        statement.getConnection().unwrap(PGConnection.class).createArrayOf("integer", values));
    return this;
  }
}
