package org.tomte.connectors.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.Unreadable;

/** Turns rows into events. */
final class RowEvents {
  private static final int HASH_BYTES = 16;
  private static final int VALUE_BYTES = 16;
  private final Source source;
  private final JdbcSettings settings;
  private final @Nullable Column timeColumn;
  private final @Nullable TimeScale timeScale;

  /** By the place of the column; null for columns whose zone is not known. */
  private final @Nullable LocalTimes[] zones;

  /**
   * Events of a source.
   *
   * @param timeColumn the column that says when a row happened; null when none does
   * @param timeScale how that column is read
   */
  RowEvents(
      Source source,
      JdbcSettings settings,
      @Nullable Column timeColumn,
      @Nullable TimeScale timeScale) {
    this.source = source;
    this.settings = settings;
    this.timeColumn = timeColumn;
    this.timeScale = timeScale;
    this.zones = new @Nullable LocalTimes[source.columns().size()];
    for (Column column : source.columns()) {
      ZoneId zone =
          column.kind() == ColumnKind.UTC ? ZoneOffset.UTC : settings.zoneOf(column.name());
      if (zone != null) {
        zones[column.index() - 1] = new LocalTimes(zone);
      }
    }
  }

  /**
   * A row that was read.
   *
   * @param item what it became
   * @param order the values by which rows are ordered
   * @param bytes about how much memory it takes
   */
  record Row(Item item, List<Object> order, long bytes) {}

  /** Reads the row at which the result stands. */
  Row read(ResultSet rows, boolean nulls) throws SQLException, ConnectorFault {
    @Nullable Object[] values = new Object[source.columns().size()];
    String wrong = null;
    for (Column column : source.columns()) {
      try {
        values[column.index() - 1] = column.read(rows, settings.maxValueBytes());
      } catch (Column.TooLong tooLong) {
        wrong = String.valueOf(tooLong.getMessage());
      } catch (SQLException | DateTimeException | NumberFormatException unreadable) {
        wrong =
            "Column %s of type %s cannot be read: %s"
                .formatted(column.name(), column.typeName(), unreadable.getMessage());
      }
    }
    List<Object> order = values(values, nulls ? source.key() : source.order());
    Map<String, @Nullable Object> row = LinkedHashMap.newLinkedHashMap(values.length);
    long bytes = 0;
    for (Column column : source.columns()) {
      int at = column.index() - 1;
      Object plain = PlainValues.of(column, values[at], zones[at]);
      row.put(column.field(), plain);
      bytes += VALUE_BYTES + (plain instanceof String text ? text.length() : 0);
    }
    return new Row(item(values, row, wrong, nulls), order, bytes);
  }

  private Item item(
      @Nullable Object[] values,
      Map<String, @Nullable Object> row,
      @Nullable String wrong,
      boolean nulls)
      throws ConnectorFault {
    String key = keyText(values(values, source.key()));
    Position position = Position.NONE;
    String reason = wrong;
    Instant time = null;
    String version = null;
    try {
      position = nulls ? Position.NONE : position(values);
      time = time(values);
      version = version(values, row, nulls);
    } catch (DateTimeException unreadable) {
      reason = "A time of the row cannot be read: " + unreadable.getMessage();
    }
    if (reason != null) {
      Raw raw = new Raw("application/json", Content.of(json(row)));
      return new Unreadable(key, position, raw, reason);
    }
    return new Event(key, position, time, version, Map.of("row", row), List.of(), null, null);
  }

  private List<Object> values(@Nullable Object[] values, List<Column> columns)
      throws ConnectorFault {
    List<Object> found = new ArrayList<>(columns.size());
    for (Column column : columns) {
      Object value = values[column.index() - 1];
      if (value == null) {
        throw new ConnectorFault(
            FaultKind.BAD_DATA,
            "%s: %s: a row has no value in %s, by which rows are ordered and told apart; use a key"
                    .formatted(settings.shownUrl(), source.stream(), column.name())
                + " whose columns are never NULL.");
      }
      found.add(value);
    }
    return found;
  }

  private Position position(@Nullable Object[] values) throws ConnectorFault {
    return switch (source.tracking()) {
      case Tracking.Ids(Column id) -> new Position.Id(id(values[id.index() - 1], id));
      case Tracking.Times times ->
          new Position.At(
              times.scale().position(there(values, times.time())),
              keyText(values(values, source.key())));
      case Tracking.Whole _ -> Position.NONE;
    };
  }

  private static Object there(@Nullable Object[] values, Column column) {
    Object value = values[column.index() - 1];
    if (value == null) {
      throw new DateTimeException("column " + column.name() + " holds no time");
    }
    return value;
  }

  private long id(@Nullable Object value, Column column) throws ConnectorFault {
    if (value instanceof Long number) {
      return number;
    }
    try {
      return new java.math.BigDecimal(String.valueOf(value)).longValueExact();
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      throw new ConnectorFault(
          FaultKind.BAD_DATA,
          "%s: %s: the id %s in %s is no whole number of 64 bits."
              .formatted(settings.shownUrl(), source.stream(), value, column.name()),
          tooLarge);
    }
  }

  private @Nullable Instant time(@Nullable Object[] values) {
    if (timeColumn == null || timeScale == null) {
      return null;
    }
    Object value = values[timeColumn.index() - 1];
    return value == null ? null : timeScale.time(value);
  }

  private @Nullable String version(
      @Nullable Object[] values, Map<String, @Nullable Object> row, boolean nulls) {
    return switch (source.tracking()) {
      case Tracking.Ids _ -> null;
      case Tracking.Times times ->
          nulls ? hash(row) : times.scale().time(there(values, times.time())).toString();
      case Tracking.Whole _ -> hash(row);
    };
  }

  /** One value as it is; several as a JSON list, so that no two lists look alike. */
  private static String keyText(List<Object> values) {
    if (values.size() == 1 && !(values.getFirst() instanceof byte[])) {
      return values.getFirst().toString();
    }
    List<Object> plain = new ArrayList<>();
    for (Object value : values) {
      plain.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString());
    }
    return plain.size() == 1
        ? String.valueOf(plain.getFirst())
        : PlainValues.JSON.writeValueAsString(plain);
  }

  private static byte[] json(Map<String, @Nullable Object> row) {
    return PlainValues.JSON.writeValueAsString(row).getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(Map<String, @Nullable Object> row) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(json(row));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
  }
}
