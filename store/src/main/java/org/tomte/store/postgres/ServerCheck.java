package org.tomte.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.store.postgres.DatabaseFault.Kind;

/** Looks whether a server can hold Tomte's data. */
final class ServerCheck {

  private static final int OLDEST = 150_000;

  private static final String QUESTION =
      """
      SELECT current_setting('server_version_num')::int AS number,
             current_setting('server_version') AS version,
             current_setting('server_encoding') AS encoding,
             pg_is_in_recovery() AS standby,
             current_setting('transaction_read_only')::bool AS read_only,
             current_schema() AS home_schema,
             coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create,
             current_setting('fsync')::bool AS synced,
             current_setting('full_page_writes')::bool AS whole_pages
      """;

  private ServerCheck() {}

  /**
   * What the server answered.
   *
   * @param version as the server writes it, such as {@code 18.6}
   * @param warnings sentences about settings that put data at risk but do not stop Tomte
   */
  record Answer(String version, List<String> warnings) {}

  /** What the server says about itself and the database. */
  record Facts(
      int versionNumber,
      String version,
      String encoding,
      boolean standby,
      boolean readOnly,
      @Nullable String schema,
      boolean mayCreate,
      boolean synced,
      boolean wholePages) {

    private static Facts read(ResultSet row) throws SQLException {
      return new Facts(
          row.getInt("number"),
          row.getString("version"),
          row.getString("encoding"),
          row.getBoolean("standby"),
          row.getBoolean("read_only"),
          row.getString("home_schema"),
          row.getBoolean("may_create"),
          row.getBoolean("synced"),
          row.getBoolean("whole_pages"));
    }

    /** Everything that keeps Tomte from using the database. */
    List<String> wrong() {
      List<String> list = new ArrayList<>();
      if (versionNumber < OLDEST) {
        list.add("the server is version " + version);
      }
      if (!encoding.equals("UTF8")) {
        list.add("its encoding is " + encoding);
      }
      if (standby) {
        list.add("the server is a standby");
      } else if (readOnly) {
        list.add("it is read-only");
      }
      if (schema == null) {
        list.add("the user's search_path names no schema that exists");
      } else if (!mayCreate) {
        list.add("the user may not create tables in schema \"" + schema + "\"");
      }
      return list;
    }

    List<String> warnings() {
      List<String> list = new ArrayList<>();
      if (!synced) {
        list.add("The server runs with fsync=off: a power cut can destroy the database.");
      }
      if (!wholePages) {
        list.add("The server runs with full_page_writes=off: a power cut can damage pages.");
      }
      return list;
    }
  }

  /** Connects once and checks; faults name everything that is wrong. */
  static Answer check(ServerAddress address) {
    Facts facts = ask(address);
    List<String> wrong = facts.wrong();
    if (wrong.isEmpty()) {
      return new Answer(facts.version(), facts.warnings());
    }
    throw new DatabaseFault(
        Kind.UNSUITABLE,
        "The database cannot be used: " + String.join("; ", wrong),
        address.shown(),
        "Tomte needs a PostgreSQL 15 or newer that can be written, and a database made with"
            + " ENCODING 'UTF8' in which the user may create tables.");
  }

  private static Facts ask(ServerAddress address) {
    try (Connection connection = address.source(60).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      row.next();
      return Facts.read(row);
    } catch (SQLException e) {
      throw ConnectionFaults.of(address, e);
    }
  }
}
