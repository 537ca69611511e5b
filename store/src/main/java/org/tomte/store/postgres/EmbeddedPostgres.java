package org.tomte.store.postgres;

/**
 * A PostgreSQL server of our own on 127.0.0.1, which lives as long as this program.
 *
 * <p>It commits durably, keeps checksums, lets in one superuser with a random password, and ends
 * when this program ends, also by {@code kill -9}. When the server itself is killed, it is started
 * again; meanwhile connections fail.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** How the server is. */
  public sealed interface State {

    /**
     * It takes connections.
     *
     * @param pid its process
     */
    record Ready(long pid) implements State {}

    /**
     * It ended unasked and is being started again.
     *
     * @param reason what is known about the end, or why the last start failed
     */
    record Restarting(String reason) implements State {}

    /** It was stopped by {@link EmbeddedPostgres#close()}. */
    record Stopped() implements State {}
  }

  private final Supervisor supervisor;
  private final String password;

  private EmbeddedPostgres(Supervisor supervisor, String password) {
    this.supervisor = supervisor;
    this.password = password;
  }

  /**
   * Starts the bundled PostgreSQL on the data of a home whose {@link InstanceLock} the caller
   * holds; makes what is missing. Returns when the server takes connections.
   *
   * @throws DatabaseFault if it cannot be started
   */
  public static EmbeddedPostgres start(InstanceHome home, EmbeddedSettings settings) {
    return start(Cluster.of(home, settings));
  }

  static EmbeddedPostgres start(Cluster cluster) {
    return start(
        cluster, ServerAccount.choose(cluster.binaries(), FolderTree.parentOf(cluster.data())));
  }

  static EmbeddedPostgres start(Cluster cluster, ServerAccount account) {
    Supervisor supervisor = new Supervisor(cluster, account);
    supervisor.endServerBefore();
    String password = new DataDirectory(cluster, account).prepare();
    supervisor.start();
    return new EmbeddedPostgres(supervisor, password);
  }

  /** The port on 127.0.0.1; the same one after a restart. */
  public int port() {
    return supervisor.port();
  }

  /** The address for JDBC, without user and password. */
  public String jdbcUrl() {
    return jdbcUrl(Cluster.DATABASE);
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  /** The superuser. */
  public String user() {
    return Cluster.USER;
  }

  /** The superuser's password. */
  public String password() {
    return password;
  }

  /** How the server is now. */
  public State state() {
    return supervisor.state();
  }

  /** Ends open transactions, writes all pages and stops the server; returns when it has ended. */
  @Override
  public void close() {
    supervisor.close();
  }

  /** The address only: the password must not reach a log. */
  @Override
  public String toString() {
    return "EmbeddedPostgres[" + jdbcUrl() + "]";
  }
}
