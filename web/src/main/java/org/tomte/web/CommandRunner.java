package org.tomte.web;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Runs a command line inside the server for a call that attached to it. */
@FunctionalInterface
public interface CommandRunner {

  /**
   * Runs the command and returns its exit code.
   *
   * @param arguments as typed, without the program's name
   * @param folder the caller's working folder, for relative paths
   * @param out what the caller sees on standard output
   * @param err what the caller sees on standard error
   */
  int run(List<String> arguments, Path folder, PrintWriter out, PrintWriter err);
}
