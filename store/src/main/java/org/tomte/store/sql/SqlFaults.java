package org.tomte.store.sql;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.commit.StoreFault.Kind;

/** Says what a fault of the database means, by its SQLSTATE (PostgreSQL, appendix A). */
public final class SqlFaults {
  private static final int LONGEST = 500;

  private SqlFaults() {}

  /** The fault behind an exception; null when the database did not cause it. */
  public static @Nullable StoreFault of(Throwable thrown) {
    int depth = 0;
    for (Throwable each = thrown; each != null && depth < 20; each = each.getCause()) {
      if (each instanceof StoreFault fault) {
        return fault;
      }
      if (each instanceof SQLException fault) {
        return of(fault);
      }
      depth++;
    }
    return null;
  }

  /** The fault of a statement. */
  public static StoreFault of(SQLException fault) {
    SQLException telling = telling(fault);
    return new StoreFault(kind(telling), words(telling), fault);
  }

  /** The fault of asking for a connection: nothing was begun. */
  public static StoreFault ofConnecting(SQLException fault) {
    return new StoreFault(
        Kind.UNAVAILABLE, "The database cannot be reached: " + words(fault), fault);
  }

  /** Batches hide the fault of the server behind their own. */
  private static SQLException telling(SQLException fault) {
    SQLException telling = fault;
    while (!(telling instanceof PSQLException server && server.getServerErrorMessage() != null)
        && telling.getNextException() != null) {
      telling = telling.getNextException();
    }
    return telling;
  }

  private static Kind kind(SQLException fault) {
    if (fault instanceof SQLTransientConnectionException) {
      return Kind.UNAVAILABLE;
    }
    String state = fault.getSQLState();
    if (state == null || state.length() != 5) {
      return Kind.BROKEN;
    }
    return switch (state) {
      case "40001", "40P01", "55P03", "57014", "25P03" -> Kind.CONFLICT;
      case "57P01", "57P02", "57P05" -> Kind.LOST;
      case "25006" -> Kind.UNAVAILABLE;
      default -> kind(state.substring(0, 2));
    };
  }

  private static Kind kind(String stateClass) {
    return switch (stateClass) {
      case "08" -> Kind.LOST;
      case "40" -> Kind.CONFLICT;
      case "21", "22", "23", "44", "54", "P0" -> Kind.DATA;
      case "53", "57", "58" -> Kind.UNAVAILABLE;
      default -> Kind.BROKEN;
    };
  }

  private static String words(SQLException fault) {
    ServerErrorMessage server =
        fault instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    if (server == null) {
      return shortened(String.valueOf(fault.getMessage()));
    }
    StringBuilder words = new StringBuilder("The database says: ");
    words.append(shortened(String.valueOf(server.getMessage())));
    append(words, "table", server.getTable());
    append(words, "column", server.getColumn());
    append(words, "constraint", server.getConstraint());
    String detail = server.getDetail();
    if (detail != null && !detail.isBlank()) {
      words.append("; ").append(shortened(detail));
    }
    return words.append(" (SQLSTATE ").append(fault.getSQLState()).append(')').toString();
  }

  private static void append(StringBuilder words, String what, @Nullable String name) {
    if (name != null && !name.isBlank()) {
      words.append(", ").append(what).append(' ').append(name);
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
  }
}
