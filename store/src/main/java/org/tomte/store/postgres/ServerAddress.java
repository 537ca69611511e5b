package org.tomte.store.postgres;

import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.tomte.store.postgres.DatabaseFault.Kind;

/**
 * Where a PostgreSQL database is and as whom Tomte enters it.
 *
 * @param url {@code jdbc:postgresql://host:port/database?...}; the form {@code postgresql://} is
 *     taken too. A password in it is refused, because addresses reach logs
 * @param user the user's name
 * @param password the user's password; empty where the server asks for none
 */
public record ServerAddress(String url, String user, String password) {

  private static final String JDBC = "jdbc:postgresql://";
  private static final int CONNECT_SECONDS = 10;

  /** Checks and completes the address. */
  public ServerAddress {
    url = jdbcForm(url);
    Properties parsed = Driver.parseURL(url, new Properties());
    if (parsed == null) {
      throw bad("The address of the database cannot be understood", url);
    }
    if (parsed.containsKey("password") || parsed.containsKey("user")) {
      throw bad("The address of the database holds a user or password", url);
    }
  }

  private static String jdbcForm(String url) {
    if (url.startsWith(JDBC)) {
      return url;
    }
    for (String other : new String[] {"postgresql://", "postgres://"}) {
      if (url.startsWith(other)) {
        return JDBC + url.substring(other.length());
      }
    }
    throw bad("The address of the database cannot be understood", url);
  }

  private static DatabaseFault bad(String what, String url) {
    int query = url.indexOf('?');
    String shown = (query < 0 ? url : url.substring(0, query)).replaceAll("//[^/@]*@", "//***@");
    return new DatabaseFault(
        Kind.BAD_SETTING,
        what,
        shown,
        "Write jdbc:postgresql://host:port/database and give user and password beside it.");
  }

  /** The address without its options, to be shown to people. */
  public String shown() {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  /** The host names, which may be several. */
  String host() {
    return parsed().getProperty(PGProperty.PG_HOST.getName(), "localhost");
  }

  /** The name of the database. */
  String database() {
    return parsed().getProperty(PGProperty.PG_DBNAME.getName(), user);
  }

  private Properties parsed() {
    Properties parsed = Driver.parseURL(url, new Properties());
    return parsed == null ? new Properties() : parsed;
  }

  /**
   * Single connections, without a limit on how long a statement runs.
   *
   * @param socketSeconds how long a silent server is waited for; 0 is without end
   */
  PGSimpleDataSource source(int socketSeconds) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("tomte");
    source.setTcpKeepAlive(true);
    source.setReWriteBatchedInserts(true); // batches become statements of many rows
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setLoginTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(socketSeconds);
    return source;
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "ServerAddress[" + shown() + ", user=" + user + "]";
  }
}
