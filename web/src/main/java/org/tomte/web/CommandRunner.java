package org.tomte.web;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a command line inside the server for a call that attached to it. */
@FunctionalInterface
public interface CommandRunner {

  /**
   * Runs the command and returns its exit code.
   *
   * @param call what the caller typed and how it sees the answer
   * @param out what the caller sees on standard output
   * @param err what the caller sees on standard error
   */
  int run(Call call, PrintWriter out, PrintWriter err);

  /**
   * A call.
   *
   * @param arguments as typed, without the program's name
   * @param folder the caller's working folder, for relative paths
   * @param input what the caller gave on standard input or at a prompt; null when the command does
   *     not ask. Never in the arguments, where a list of processes would show it
   * @param width how many characters a line of the caller's screen has
   * @param person whether a person looks at the screen
   */
  record Call(
      List<String> arguments, Path folder, @Nullable String input, int width, boolean person) {

    /** Copies the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    /** Leaves the input out, which may be a secret. */
    @Override
    public String toString() {
      return "Call" + arguments + " in " + folder;
    }
  }
}
