package org.tomte.app.command;

import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;

/** What the person gave to a command that asks for something; filled before the command runs. */
final class GivenInput {
  private @Nullable String text;

  void set(String given) {
    text = given;
  }

  /**
   * The text.
   *
   * @throws CommandFault when it is empty
   */
  String text() {
    String given = text;
    if (given == null || given.isEmpty()) {
      throw new CommandFault(ExitCode.USAGE, "Nothing was given on standard input.");
    }
    return given;
  }
}
