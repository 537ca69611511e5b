package org.tomte.app.console;

import java.io.PrintWriter;

/**
 * One line that tells how far long work is. It is written over again and again, and only when a
 * person looks; in a pipe it would be noise.
 */
public final class Progress implements AutoCloseable {
  private final PrintWriter err;
  private final Console.Screen screen;
  private int shown;

  Progress(PrintWriter err, Console.Screen screen) {
    this.err = err;
    this.screen = screen;
  }

  /** Says how far it is. */
  public void say(String words) {
    if (!screen.person()) {
      return;
    }
    String line = Printable.line(words);
    String cut = line.length() < screen.width() ? line : line.substring(0, screen.width() - 1);
    err.print("\r" + cut + " ".repeat(Math.max(0, shown - cut.length())));
    err.flush();
    shown = cut.length();
  }

  /** Takes the line away, so that the result stands alone. */
  @Override
  public void close() {
    if (shown > 0) {
      err.print("\r" + " ".repeat(shown) + "\r");
      err.flush();
    }
    shown = 0;
  }
}
