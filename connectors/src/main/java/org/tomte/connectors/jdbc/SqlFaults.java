package org.tomte.connectors.jdbc;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** Tells what kind of fault a database reported, by its SQLSTATE (ISO 9075-2) and its own code. */
final class SqlFaults {
  private final JdbcSettings settings;
  private final Dialect dialect;

  SqlFaults(JdbcSettings settings) {
    this.settings = settings;
    this.dialect = Dialect.of(settings.url());
  }

  /** The fault, with what was tried. */
  ConnectorFault of(String tried, SQLException refused) {
    String said = String.valueOf(refused.getMessage()).lines().findFirst().orElse("").strip();
    String end = said.isEmpty() || said.endsWith(".") ? "" : ".";
    return new ConnectorFault(
        kind(refused),
        "%s: %s: %s%s".formatted(settings.shownUrl(), tried, clean(said), end),
        null);
  }

  /** A message of a driver without the password, should one repeat it. */
  private String clean(String said) {
    String password = settings.password();
    return password == null || password.length() < 4 ? said : said.replace(password, "***");
  }

  private FaultKind kind(SQLException refused) {
    FaultKind own =
        switch (dialect) {
          case SQLITE -> sqlite(refused.getErrorCode() & 0xff);
          case MARIADB, MYSQL -> mariadb(refused.getErrorCode());
          case H2 -> h2(refused.getErrorCode());
          case SQLSERVER -> refused.getErrorCode() == 18_456 ? FaultKind.CREDENTIALS : null;
          case ORACLE -> oracle(refused.getErrorCode());
          case POSTGRESQL, OTHER -> null;
        };
    if (own != null) {
      return own;
    }
    if (refused instanceof SQLInvalidAuthorizationSpecException) {
      return FaultKind.CREDENTIALS;
    }
    if (refused instanceof SQLTimeoutException
        || refused instanceof SQLTransientConnectionException) {
      return FaultKind.UNAVAILABLE;
    }
    return standard(refused.getSQLState());
  }

  private static FaultKind standard(@Nullable String state) {
    if (state == null || state.length() < 2) {
      return FaultKind.UNAVAILABLE;
    }
    if (state.equals("42501")) {
      return FaultKind.CREDENTIALS;
    }
    return switch (state.substring(0, 2)) {
      case "28" -> FaultKind.CREDENTIALS;
      case "22" -> FaultKind.BAD_DATA;
      case "42", "3D", "3F", "07", "0A", "25", "26" -> FaultKind.CONFIGURATION;
      default -> FaultKind.UNAVAILABLE;
    };
  }

  private static @Nullable FaultKind sqlite(int code) {
    return switch (code) {
      case 1, 8, 14, 26 -> FaultKind.CONFIGURATION;
      case 3, 23 -> FaultKind.CREDENTIALS;
      case 11, 18, 20 -> FaultKind.BAD_DATA;
      default -> FaultKind.UNAVAILABLE;
    };
  }

  private static @Nullable FaultKind mariadb(int code) {
    return switch (code) {
      case 1044, 1045, 1142, 1143, 1370, 1698 -> FaultKind.CREDENTIALS;
      case 1040, 1203, 1205, 1213, 1226, 1317, 1969 -> FaultKind.UNAVAILABLE;
      case 1049, 1054, 1060, 1064, 1146 -> FaultKind.CONFIGURATION;
      default -> null;
    };
  }

  private static @Nullable FaultKind h2(int code) {
    return switch (code) {
      case 90_013, 90_146, 90_149 -> FaultKind.CONFIGURATION;
      case 90_096 -> FaultKind.CREDENTIALS;
      default -> null;
    };
  }

  private static @Nullable FaultKind oracle(int code) {
    return switch (code) {
      case 1_017, 1_031, 28_000, 28_001 -> FaultKind.CREDENTIALS;
      case 904, 933, 942 -> FaultKind.CONFIGURATION;
      default -> null;
    };
  }
}
