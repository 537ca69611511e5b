package org.tomte.store.postgres;

import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.tomte.store.postgres.DatabaseFault.Kind;

/** Turns what the driver says about a connection into a fault an operator can act on. */
final class ConnectionFaults {

  private ConnectionFaults() {}

  static DatabaseFault of(ServerAddress address, SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    String user = "user \"" + address.user() + "\"";
    return switch (state) {
      case "28P01" ->
          refused("refused the password of " + user, address, "Check user and password.", cause);
      case "28000" ->
          refused(
              "refused " + user + ": " + cause.getMessage(),
              address,
              "Check the user, and the server's pg_hba.conf.",
              cause);
      case "3D000" ->
          refused(
              "has no database \"" + address.database() + "\"",
              address,
              "Make it: CREATE DATABASE \"%s\" OWNER \"%s\" ENCODING 'UTF8';"
                  .formatted(address.database(), address.user()),
              cause);
      case "53300" ->
          refused(
              "has no connection left",
              address,
              "End other programs' connections or raise max_connections.",
              cause);
      default -> byCause(address, cause);
    };
  }

  private static DatabaseFault refused(
      String what, ServerAddress address, String remedy, SQLException cause) {
    return fault(Kind.REFUSED, "The server " + what, address, remedy, cause);
  }

  private static DatabaseFault byCause(ServerAddress address, SQLException cause) {
    if (hasCause(cause, UnknownHostException.class)) {
      return fault(
          Kind.UNREACHABLE,
          "The host \"" + address.host() + "\" is not known",
          address,
          "Check the name and the DNS.",
          cause);
    }
    if (hasCause(cause, SSLException.class)) {
      return fault(
          Kind.UNREACHABLE,
          "No secure connection to the database: " + cause.getMessage(),
          address,
          "Check sslmode and sslrootcert in the address.",
          cause);
    }
    return fault(
        Kind.UNREACHABLE,
        "The database does not answer: " + cause.getMessage(),
        address,
        "Check that the server runs and that host, port and firewall are right.",
        cause);
  }

  private static DatabaseFault fault(
      Kind kind, String what, ServerAddress address, String remedy, SQLException cause) {
    return new DatabaseFault(kind, what, address.shown(), remedy, cause);
  }

  private static boolean hasCause(@Nullable Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return true;
      }
    }
    return false;
  }
}
