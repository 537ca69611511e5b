package org.tomte.benchmarks.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Rows that the product wrote, read back, so that a bare loop can write the very same. */
final class RecordedTable {
  private final String table;
  private final List<String> columns = new ArrayList<>();
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private final String conflict;

  private RecordedTable(String table, String conflict) {
    this.table = table;
    this.conflict = conflict;
  }

  /**
   * Reads rows in the order of the table; columns that are null in all of them are left out, as the
   * loop's author would do.
   *
   * @param columns the columns, separated by commas
   * @param where which rows
   * @param conflict what stands after the rows of the insert
   */
  static RecordedTable read(
      DataSource source, String table, String columns, String where, String conflict) {
    RecordedTable recorded = new RecordedTable(table, conflict);
    String sql = "SELECT %s FROM %s WHERE %s".formatted(columns, table, where);
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      ResultSetMetaData data = row.getMetaData();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        recorded.columns.add(data.getColumnName(i));
      }
      while (row.next()) {
        recorded.rows.add(values(row, data));
      }
      recorded.dropEmptyColumns();
    } catch (SQLException failed) {
      throw new IllegalStateException("the rows of " + table + " cannot be read", failed);
    }
    return recorded;
  }

  private void dropEmptyColumns() {
    for (int column = columns.size() - 1; column >= 0; column--) {
      int at = column;
      if (rows.stream().allMatch(row -> row[at] == null)) {
        columns.remove(at);
        rows.replaceAll(row -> without(row, at));
      }
    }
  }

  private static @Nullable Object[] without(@Nullable Object[] row, int column) {
    @Nullable Object[] shorter = Arrays.copyOf(row, row.length - 1);
    System.arraycopy(row, column + 1, shorter, column, shorter.length - column);
    return shorter;
  }

  /** The bytes of a column, by row. */
  List<byte[]> bytes(String column) {
    int at = columns.indexOf(column);
    List<byte[]> all = new ArrayList<>(rows.size());
    for (@Nullable Object[] row : rows) {
      if (row[at] instanceof byte[] bytes) {
        all.add(bytes);
      }
    }
    return all;
  }

  private static @Nullable Object[] values(ResultSet row, ResultSetMetaData data)
      throws SQLException {
    @Nullable Object[] values = new @Nullable Object[data.getColumnCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (data.getColumnType(i + 1)) {
            case Types.BIGINT -> row.getObject(i + 1, Long.class);
            case Types.INTEGER, Types.SMALLINT -> row.getObject(i + 1, Integer.class);
            case Types.BINARY -> row.getBytes(i + 1);
            case Types.VARCHAR -> row.getString(i + 1);
            default ->
                data.getColumnTypeName(i + 1).equals("uuid")
                    ? row.getObject(i + 1, UUID.class)
                    : Untyped.of(row.getString(i + 1));
          };
    }
    return values;
  }

  /** A value that the server converts by the column's type. */
  private record Untyped(String text) {
    static @Nullable Untyped of(@Nullable String text) {
      return text == null ? null : new Untyped(text);
    }
  }

  int size() {
    return rows.size();
  }

  /** Prepared statements of many rows on one connection. */
  final class Writer implements AutoCloseable {
    private final PreparedStatement statement;
    private final int batch;

    Writer(Connection connection, int batch) throws SQLException {
      String row = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
      String sql =
          "INSERT INTO %s (%s) VALUES %s %s"
              .formatted(
                  table,
                  String.join(", ", columns),
                  String.join(",", Collections.nCopies(batch, row)),
                  conflict);
      this.statement = connection.prepareStatement(sql);
      this.batch = batch;
    }

    /** Writes a batch that begins at a row; gives how many were new. */
    int write(int from) throws SQLException {
      int at = 0;
      for (@Nullable Object[] row : rows.subList(from, from + batch)) {
        for (@Nullable Object value : row) {
          set(++at, value);
        }
      }
      return statement.executeUpdate();
    }

    private void set(int at, @Nullable Object value) throws SQLException {
      switch (value) {
        case Long number -> statement.setLong(at, number);
        case Integer number -> statement.setInt(at, number);
        case String text -> statement.setString(at, text);
        case byte[] bytes -> statement.setBytes(at, bytes);
        case UUID bits -> statement.setObject(at, bits);
        case Untyped other -> statement.setObject(at, other.text(), Types.OTHER);
        case null -> statement.setNull(at, Types.OTHER);
        case Object other -> statement.setObject(at, other);
      }
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }
}
