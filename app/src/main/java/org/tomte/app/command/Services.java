package org.tomte.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
   */
  record Demonstration(boolean once, boolean json, int port) {}
}
