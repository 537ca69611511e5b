package org.tomte.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;

/** The commands that go on until they are stopped. They hold the instance themselves. */
public interface Services {

  /**
   * Runs the instance until it is stopped.
   *
   * @return the exit code
   */
  int serve(Serving serving, Console console) throws InterruptedException;

  /**
   * Runs daemons of our own making over sample files.
   *
   * @return the exit code
   */
  int demo(Demonstration demonstration, Console console) throws InterruptedException;

  /** The folder of this home in which backups are put that were given no place. */
  default Path backupFolder() {
    throw notHere();
  }

  /**
   * Makes an instance of a backup, in a home and database that hold none.
   *
   * @return the exit code
   */
  default int restore(Restoring restoring, Console console) {
    throw notHere();
  }

  /**
   * Brings the embedded database to the bundled major version of PostgreSQL.
   *
   * @return the exit code
   */
  default int upgradeDatabase(Upgrading upgrading, Console console) {
    throw notHere();
  }

  private static CommandFault notHere() {
    return new CommandFault(
        ExitCode.USAGE, "This is done by a process of its own, while no server has the home.");
  }

  /**
   * How to upgrade the database.
   *
   * @param oldBinaries the programs of the old version; null looks for them
   * @param json whether to print one JSON object
   */
  record Upgrading(@Nullable Path oldBinaries, boolean json) {}

  /**
   * How to restore.
   *
   * @param file the backup
   * @param release whether what is in the outbox goes out at once
   * @param passphrase opens the keys of the secrets in the backup; null leaves them there
   * @param json whether to print one JSON object
   */
  record Restoring(Path file, boolean release, @Nullable String passphrase, boolean json) {}

  /**
   * How to serve.
   *
   * @param host where to listen
   * @param port the port; 0 for any free one
   * @param databaseUrl a JDBC URL of an external database; null for the embedded one
   * @param definitions a folder whose definitions are imported first; null for none
   */
  record Serving(String host, int port, @Nullable String databaseUrl, @Nullable Path definitions) {}

  /**
   * How to demonstrate.
   *
   * @param once whether to end when everything was worked on once
   * @param json whether to print one JSON object
   * @param port the port; 0 for any free one
   * @param samples how many incidents with histories are made beforehand
   */
  record Demonstration(boolean once, boolean json, int port, int samples) {}
}
