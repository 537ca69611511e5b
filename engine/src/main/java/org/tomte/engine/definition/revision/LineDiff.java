package org.tomte.engine.definition.revision;

import java.util.ArrayList;
import java.util.List;

/** The unified diff of two texts (the format of GNU diff -u and POSIX diff -U). */
public final class LineDiff {

  private static final int CONTEXT = 3;

  /** Texts that differ in more lines than this are shown as wholly replaced. */
  private static final int MOST_EDITS = 1_000;

  /** One line of the comparison; the sign is blank, minus or plus. */
  private record Line(char sign, String text) {}

  private LineDiff() {}

  /** The diff; empty when the texts are equal. */
  public static String unified(String beforeName, String before, String afterName, String after) {
    if (before.equals(after)) {
      return "";
    }
    List<Line> lines = compare(lines(before), lines(after));
    StringBuilder out = new StringBuilder();
    out.append("--- ").append(beforeName).append("\n+++ ").append(afterName).append('\n');
    int from = 0;
    while (from < lines.size()) {
      if (lines.get(from).sign() == ' ') {
        from++;
        continue;
      }
      int start = Math.max(0, from - CONTEXT);
      int end = endOfHunk(lines, from);
      hunk(out, lines, start, end);
      from = end;
    }
    return out.toString();
  }

  /** Lines with their line breaks, so that a changed break is a change. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int begin = 0;
    while (begin < text.length()) {
      int feed = text.indexOf('\n', begin);
      int end = feed < 0 ? text.length() : feed + 1;
      lines.add(text.substring(begin, end));
      begin = end;
    }
    return lines;
  }

  private static int endOfHunk(List<Line> lines, int change) {
    int last = change;
    for (int i = change; i < lines.size() && i <= last + 2 * CONTEXT; i++) {
      if (lines.get(i).sign() != ' ') {
        last = i;
      }
    }
    return Math.min(lines.size(), last + CONTEXT + 1);
  }

  private static void hunk(StringBuilder out, List<Line> lines, int start, int end) {
    List<Line> part = lines.subList(start, end);
    long before = part.stream().filter(line -> line.sign() != '+').count();
    long after = part.stream().filter(line -> line.sign() != '-').count();
    long beforeStart = lines.subList(0, start).stream().filter(line -> line.sign() != '+').count();
    long afterStart = lines.subList(0, start).stream().filter(line -> line.sign() != '-').count();
    out.append("@@ -").append(range(beforeStart, before));
    out.append(" +").append(range(afterStart, after)).append(" @@\n");
    for (Line line : part) {
      out.append(line.sign()).append(line.text());
      if (!line.text().endsWith("\n")) {
        out.append("\n\\ No newline at end of file\n");
      }
    }
  }

  private static String range(long linesBefore, long count) {
    long first = count == 0 ? linesBefore : linesBefore + 1;
    return count == 1 ? Long.toString(first) : first + "," + count;
  }

  private static List<Line> compare(List<String> before, List<String> after) {
    int head = 0;
    int most = Math.min(before.size(), after.size());
    while (head < most && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Line> lines = new ArrayList<>();
    before.subList(0, head).forEach(text -> lines.add(new Line(' ', text)));
    lines.addAll(
        middle(
            before.subList(head, before.size() - tail), after.subList(head, after.size() - tail)));
    before
        .subList(before.size() - tail, before.size())
        .forEach(text -> lines.add(new Line(' ', text)));
    return lines;
  }

  /** The shortest edit script by Myers' greedy algorithm (1986), with all its fronts kept. */
  private static List<Line> middle(List<String> before, List<String> after) {
    int limit = Math.min(before.size() + after.size(), MOST_EDITS);
    List<int[]> fronts = new ArrayList<>();
    int[] front = new int[2 * limit + 3];
    int zero = limit + 1;
    for (int edits = 0; edits <= limit; edits++) {
      fronts.add(front.clone());
      for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
        boolean down =
            diagonal == -edits
                || (diagonal != edits && front[zero + diagonal - 1] < front[zero + diagonal + 1]);
        int x = down ? front[zero + diagonal + 1] : front[zero + diagonal - 1] + 1;
        while (x < before.size()
            && x - diagonal < after.size()
            && x - diagonal >= 0
            && before.get(x).equals(after.get(x - diagonal))) {
          x++;
        }
        front[zero + diagonal] = x;
        if (x >= before.size() && x - diagonal >= after.size()) {
          return path(before, after, fronts, edits, zero);
        }
      }
    }
    List<Line> replaced = new ArrayList<>();
    before.forEach(text -> replaced.add(new Line('-', text)));
    after.forEach(text -> replaced.add(new Line('+', text)));
    return replaced;
  }

  private static List<Line> path(
      List<String> before, List<String> after, List<int[]> fronts, int edits, int zero) {
    List<Line> backwards = new ArrayList<>();
    int x = before.size();
    int y = after.size();
    for (int step = edits; step > 0; step--) {
      int[] front = fronts.get(step);
      int diagonal = x - y;
      boolean down =
          diagonal == -step
              || (diagonal != step && front[zero + diagonal - 1] < front[zero + diagonal + 1]);
      int fromX = down ? front[zero + diagonal + 1] : front[zero + diagonal - 1];
      int fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
      while (x > fromX && y > fromY) {
        backwards.add(new Line(' ', before.get(--x)));
        y--;
      }
      if (down) {
        backwards.add(new Line('+', after.get(--y)));
      } else {
        backwards.add(new Line('-', before.get(--x)));
      }
    }
    while (x > 0) {
      backwards.add(new Line(' ', before.get(--x)));
    }
    return backwards.reversed();
  }
}
