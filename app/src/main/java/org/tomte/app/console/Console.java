package org.tomte.app.console;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Where a command writes and what it may know of the caller. The same command runs at a terminal,
 * in a pipe, and in the server for a call that attached to it.
 *
 * @param out results; what another program reads
 * @param err progress, warnings and faults
 * @param folder the caller's working folder, absolute; relative paths start here
 * @param screen how wide lines are and whether a person looks
 */
public record Console(PrintWriter out, PrintWriter err, Path folder, Screen screen) {

  /**
   * The screen.
   *
   * @param width characters in a line, at least 40
   * @param person whether a person looks at {@code err}, so that progress makes sense
   */
  public record Screen(int width, boolean person) {

    /** The narrowest screen for which tables are made. */
    public static final int NARROWEST = 40;

    /** What a pipe gets. */
    public static final Screen PIPE = new Screen(120, false);

    /** Widens what is too narrow. */
    public Screen {
      width = Math.max(width, NARROWEST);
    }
  }

  /** The same console with secrets hidden in everything that is written. */
  public Console masked(UnaryOperator<String> mask) {
    return new Console(
        new PrintWriter(new MaskedWriter(out, mask), true),
        new PrintWriter(new MaskedWriter(err, mask), true),
        folder,
        screen);
  }

  /** A path as the caller means it. */
  public Path path(String text) {
    return folder.resolve(text).normalize();
  }

  /** A path as the caller would write it: relative when it is inside of the working folder. */
  public String shown(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(folder) && !absolute.equals(folder)
        ? folder.relativize(absolute).toString()
        : absolute.toString();
  }

  /** Writes a line of the result. */
  public void line(String text) {
    out.println(text);
  }

  /** Writes a line that is not part of the result. */
  public void note(String text) {
    err.println(text);
  }

  /** Writes a table that fits the screen. */
  public void table(Table table) {
    table.lines(screen.width()).forEach(out::println);
  }

  /** Writes one JSON value with line breaks. */
  public void json(Object value) {
    out.println(JsonText.pretty(value));
  }

  /** Progress of long work; shown only to a person. */
  public Progress progress() {
    return new Progress(err, screen);
  }
}
