package org.tomte.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/**
 * One statement with many rows of values. Rows are sent in the order of the list, in statements of
 * a few fixed sizes, so that the driver and the server can keep their plans.
 *
 * @param <R> what a row is made of
 */
public final class MultiRow<R> {
  private static final int[] SIZES = {1000, 500, 250, 100, 50, 25, 10, 5, 2, 1};
  private static final long MOST_BYTES = 8_000_000;
  private static final int MOST_PARAMETERS = 60_000;

  private final String head;
  private final String row;
  private final String tail;
  private final int parameters;
  private final Binder<R> binder;
  private final ToLongFunction<R> bytes;
  private final Map<Integer, String> statements = new ConcurrentHashMap<>();

  /**
   * Sets the values of a row.
   *
   * @param <R> what a row is made of
   */
  @FunctionalInterface
  public interface Binder<R> {

    /** Sets them in the order of the placeholders. */
    void bind(Parameters parameters, R row) throws SQLException;
  }

  /** Reads a row that a statement returns. */
  @FunctionalInterface
  public interface Reader {

    /** Reads it. */
    void read(ResultSet row) throws SQLException;
  }

  /**
   * A statement of rows that are small.
   *
   * @param head what stands before the rows, up to {@code VALUES}
   * @param row one row with its placeholders in parentheses
   * @param tail what stands after the rows
   */
  public MultiRow(String head, String row, String tail, Binder<R> binder) {
    this(head, row, tail, binder, _ -> 0);
  }

  /**
   * A statement of rows that may be large.
   *
   * @param bytes about how many bytes a row has; statements stay below some megabytes
   */
  public MultiRow(String head, String row, String tail, Binder<R> binder, ToLongFunction<R> bytes) {
    this.head = head;
    this.row = row;
    this.tail = tail;
    this.parameters = (int) row.chars().filter(each -> each == '?').count();
    this.binder = binder;
    this.bytes = bytes;
  }

  /** Executes it for all rows. */
  public void execute(Connection connection, List<R> rows) throws SQLException {
    int from = 0;
    while (from < rows.size()) {
      int size = size(rows, from);
      try (PreparedStatement statement = connection.prepareStatement(statement(size))) {
        bind(statement, rows.subList(from, from + size));
        statement.executeUpdate();
      }
      from += size;
    }
  }

  /** Executes it for all rows and reads what it returns. */
  public void query(Connection connection, List<R> rows, Reader reader) throws SQLException {
    int from = 0;
    while (from < rows.size()) {
      int size = size(rows, from);
      try (PreparedStatement statement = connection.prepareStatement(statement(size))) {
        bind(statement, rows.subList(from, from + size));
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            reader.read(result);
          }
        }
      }
      from += size;
    }
  }

  private void bind(PreparedStatement statement, List<R> rows) throws SQLException {
    Parameters values = new Parameters(statement, true);
    for (R each : rows) {
      binder.bind(values, each);
    }
  }

  private int size(List<R> rows, int from) {
    int left = rows.size() - from;
    int fitting = 1;
    long sum = bytes.applyAsLong(rows.get(from));
    while (fitting < left && fitting < SIZES[0] && (fitting + 1) * parameters <= MOST_PARAMETERS) {
      sum += bytes.applyAsLong(rows.get(from + fitting));
      if (sum > MOST_BYTES) {
        break;
      }
      fitting++;
    }
    for (int size : SIZES) {
      if (size <= fitting) {
        return size;
      }
    }
    return 1;
  }

  private String statement(int size) {
    return statements.computeIfAbsent(size, this::build);
  }

  private String build(int size) {
    StringBuilder sql = new StringBuilder(head.length() + size * (row.length() + 1));
    sql.append(head).append(' ');
    for (int i = 0; i < size; i++) {
      sql.append(i == 0 ? "" : ",").append(row);
    }
    return sql.append(' ').append(tail).toString();
  }
}
