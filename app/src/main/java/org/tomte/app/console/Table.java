package org.tomte.app.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows under headings. Columns are as wide as their longest cell; when that is wider than the
 * screen, the widest columns give way and their texts end with an ellipsis. The last column goes on
 * in further lines instead, so that reasons can be read whole.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST = 6;
  private static final int LAST_AT_LEAST = 24;

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(List<String> headings) {
    this.headings = headings;
  }

  /** A table without rows. */
  public static Table of(String... headings) {
    return new Table(List.of(headings));
  }

  /** Adds a row; null is shown as {@code -}. */
  public Table row(@Nullable Object... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d columns".formatted(cells.length, headings.size()));
    }
    rows.add(Arrays.stream(cells).map(Table::text).toList());
    return this;
  }

  private static String text(@Nullable Object cell) {
    String text = cell == null ? "" : cell.toString();
    return text.isBlank() ? "-" : Printable.line(text);
  }

  /** True when it has no rows. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines, none longer than the width unless a single column cannot be narrower. */
  public List<String> lines(int width) {
    int[] widths = fitted(width);
    List<String> lines = new ArrayList<>();
    addRow(lines, headings.stream().map(Table::heading).toList(), widths);
    rows.forEach(row -> addRow(lines, row, widths));
    return lines;
  }

  private static String heading(String heading) {
    return heading.toUpperCase(java.util.Locale.ROOT);
  }

  private int[] fitted(int width) {
    int columns = headings.size();
    int[] widths = new int[columns];
    for (int i = 0; i < columns; i++) {
      int column = i;
      widths[i] =
          Math.max(
              length(headings.get(i)),
              rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
    }
    int room = width - GAP.length() * (columns - 1);
    while (Arrays.stream(widths).sum() > room && narrow(widths)) {}
    return widths;
  }

  /** Takes one character from the column that can spare it best; false when none can. */
  private static boolean narrow(int[] widths) {
    int last = widths.length - 1;
    int widest = -1;
    for (int i = 0; i <= last; i++) {
      int least = i == last ? LAST_AT_LEAST : NARROWEST;
      // The last column goes on in further lines, so it gives way first.
      int weight = i == last ? widths[i] * 2 : widths[i];
      int most = widest < 0 ? -1 : widest == last ? widths[widest] * 2 : widths[widest];
      if (widths[i] > least && weight > most) {
        widest = i;
      }
    }
    if (widest < 0) {
      return false;
    }
    widths[widest]--;
    return true;
  }

  private static void addRow(List<String> lines, List<String> row, int[] widths) {
    int last = widths.length - 1;
    List<String> parts = wrapped(row.get(last), widths[last]);
    StringBuilder indent = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < last; i++) {
      String cell = cut(row.get(i), widths[i]);
      line.append(cell).repeat(' ', widths[i] - length(cell)).append(GAP);
      indent.repeat(' ', widths[i]).append(GAP);
    }
    lines.add((line + parts.getFirst()).stripTrailing());
    parts.stream().skip(1).forEach(part -> lines.add(indent + part));
  }

  private static List<String> wrapped(String text, int width) {
    List<String> parts = new ArrayList<>();
    String rest = text;
    while (length(rest) > width) {
      int hard = rest.offsetByCodePoints(0, width);
      int space = rest.lastIndexOf(' ', hard);
      int end = space > hard / 3 ? space : hard;
      parts.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    parts.add(rest);
    return parts;
  }

  private static String cut(String text, int width) {
    return length(text) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
