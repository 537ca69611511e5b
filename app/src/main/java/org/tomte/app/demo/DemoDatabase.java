package org.tomte.app.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Somebody else's database: the tickets of a help desk, in a file of SQLite.
 *
 * @param file the file of the database
 */
record DemoDatabase(Path file) {

  /** Makes the tables and tickets when the file is not there. */
  void create(String statements) {
    if (Files.exists(file)) {
      return;
    }
    execute(lines(statements));
  }

  /** Statements whose ticket is not there yet, one to a line. */
  List<String> missing(String statements) {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT max(id) FROM tickets")) {
      int last = row.next() ? row.getInt(1) : 0;
      return lines(statements).stream().filter(line -> number(line) > last).toList();
    } catch (SQLException unreadable) {
      throw new IllegalStateException("the tickets in " + file + " cannot be read", unreadable);
    }
  }

  void execute(List<String> statements) {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String each : statements) {
        statement.execute(each);
      }
      connection.commit();
    } catch (SQLException unwritable) {
      throw new IllegalStateException("the tickets cannot be written to " + file, unwritable);
    }
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static List<String> lines(String statements) {
    return statements.lines().filter(line -> !line.isBlank() && !line.startsWith("--")).toList();
  }

  private static int number(String insert) {
    int from = insert.indexOf('(') + 1;
    return Integer.parseInt(insert.substring(from, insert.indexOf(',', from)));
  }
}
