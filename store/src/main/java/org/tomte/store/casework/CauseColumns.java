package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.tomte.casework.change.Cause;
import org.tomte.store.sql.CopyBuffer;
import org.tomte.store.sql.Parameters;

/** How a cause is stored. */
final class CauseColumns {
  static final int DAEMON = 1;
  static final int PERSON = 2;
  static final int IMPORT = 3;

  /** The columns that every table with a cause has, in the order in which they are written. */
  static final String NAMES = "cause, cause_name, cause_daemon, cause_run, cause_rule, depth";

  private CauseColumns() {}

  /** Sets the columns of a cause in the order of {@link #NAMES}. */
  static void bind(Parameters row, Cause cause) throws SQLException {
    switch (cause) {
      case Cause.Daemon daemon ->
          row.integer(DAEMON)
              .text(null)
              .numberOrNull((long) daemon.daemon())
              .time(daemon.run())
              .text(daemon.rule());
      case Cause.Person person -> bindName(row, PERSON, person.name());
      case Cause.Import imported -> bindName(row, IMPORT, imported.name());
    }
    row.integer(cause.depth());
  }

  private static void bindName(Parameters row, int kind, String name) throws SQLException {
    row.integer(kind).text(name).numberOrNull(null).time(null).text(null);
  }

  /** The same for many rows at once. */
  static void copy(CopyBuffer row, Cause cause) {
    switch (cause) {
      case Cause.Daemon daemon ->
          row.small(DAEMON)
              .text(null)
              .integer(daemon.daemon())
              .time(daemon.run())
              .text(daemon.rule());
      case Cause.Person person -> copyName(row, PERSON, person.name());
      case Cause.Import imported -> copyName(row, IMPORT, imported.name());
    }
    row.small(cause.depth());
  }

  private static void copyName(CopyBuffer row, int kind, String name) {
    row.small(kind).text(name).integerOrNull(null).time(null).text(null);
  }

  static Cause read(ResultSet row) throws SQLException {
    int kind = row.getInt("cause");
    return switch (kind) {
      case DAEMON ->
          new Cause.Daemon(
              row.getInt("cause_daemon"),
              Columns.time(row, "cause_run"),
              row.getString("cause_rule"),
              row.getInt("depth"));
      case PERSON -> new Cause.Person(Columns.present(row, "cause_name"));
      case IMPORT -> new Cause.Import(Columns.present(row, "cause_name"));
      default -> throw new SQLException("the cause of a row is stored as " + kind);
    };
  }
}
