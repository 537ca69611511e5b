package org.tomte.app.console;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The terminal of this process, if it has one. */
public final class Terminal {
  private Terminal() {}

  // Whether there is always a console depends on the release and the provider, so null is met.
  @SuppressWarnings("SystemConsoleNull")
  private static @Nullable Console console() {
    Console console = System.console();
    return console == null || !console.isTerminal() ? null : console;
  }

  /** Whether a person sits at both ends. */
  public static boolean isThere() {
    return console() != null;
  }

  /** Asks for something that is not shown while it is typed; null without a terminal or answer. */
  public static @Nullable String askHidden(String question) {
    Console console = console();
    char[] typed = console == null ? null : console.readPassword("%s: ", question);
    return typed == null ? null : new String(typed);
  }
}
