package org.tomte.store.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the order of the change feed when rows come into another cluster, whose transactions have
 * numbers of their own. Stored ids stay as they are, because pointers and keys of daemons name
 * them; the ids of new rows get a base added so that they come after all stored ones.
 */
final class ChangeEra {
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS change_era (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        base     bigint  NOT NULL CHECK (base >= 0)
      )
      """;

  private static final String COLUMNS =
      """
      SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
        AND a.atttypid = 'xid8'::regtype AND a.atthasdef AND NOT a.attisdropped
      ORDER BY 1, 2
      """;

  private ChangeEra() {}

  /** No row that this transaction sees has an id as high as this. */
  static long next(Connection connection) throws SQLException {
    return base(connection)
        + number(connection, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
  }

  private static long base(Connection connection) throws SQLException {
    long there =
        number(
            connection,
            "SELECT count(*) FROM pg_class WHERE relname = 'change_era'"
                + " AND relnamespace = current_schema()::regnamespace");
    return there == 0 ? 0 : number(connection, "SELECT coalesce(max(base), 0) FROM change_era");
  }

  /**
   * Lets the ids of new rows begin above those that were loaded.
   *
   * @param next no loaded row has an id as high as this
   * @return what is added to the ids of this cluster; 0 when they are high enough by themselves
   */
  static long begin(Connection connection, long next) throws SQLException {
    long here = number(connection, "SELECT pg_current_xact_id()::text::bigint");
    long base = Math.max(0, next - here);
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
      statement.execute("DELETE FROM change_era");
      statement.execute("INSERT INTO change_era (base) VALUES (%d)".formatted(base));
      if (base > 0) {
        for (String alter : alterations(connection, base)) {
          statement.execute(alter);
        }
      }
    }
    return base;
  }

  private static List<String> alterations(Connection connection, long base) throws SQLException {
    List<String> alterations = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COLUMNS)) {
      while (row.next()) {
        alterations.add(
            "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT ((pg_current_xact_id()::text::bigint + %d)::text::xid8)"
                .formatted(
                    SchemaCatalogue.quoted(row.getString(1)),
                    SchemaCatalogue.quoted(row.getString(2)),
                    base));
      }
    }
    return alterations;
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
