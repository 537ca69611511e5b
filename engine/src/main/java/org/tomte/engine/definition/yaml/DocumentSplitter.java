package org.tomte.engine.definition.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a file at its {@code ---} lines, so that a syntax error in one document does not hide the
 * faults of the others. Such a line is always a marker, also inside of block scalars (YAML 1.2.2,
 * section 9.1.2).
 */
final class DocumentSplitter {

  /** A document's text and the line on which it begins, from 1. */
  record Part(String text, int line) {}

  private final String file;
  private final List<Part> parts = new ArrayList<>();
  private int partStart;
  private int partLine = 1;
  private boolean partHasContent;

  private DocumentSplitter(String file) {
    this.file = file;
  }

  static List<Part> split(String file) {
    return new DocumentSplitter(file).split();
  }

  private List<Part> split() {
    int line = 1;
    for (int at = 0; at < file.length(); line++) {
      int end = endOfLine(at);
      if (isMarker(at) && partHasContent) {
        cut(at, line);
      }
      partHasContent |= hasContent(at, end);
      at = end;
    }
    if (partHasContent || parts.isEmpty()) {
      parts.add(new Part(file.substring(partStart), partLine));
      return parts;
    }
    Part last = parts.removeLast();
    parts.add(new Part(last.text() + file.substring(partStart), last.line()));
    return parts;
  }

  private void cut(int at, int line) {
    parts.add(new Part(file.substring(partStart, at), partLine));
    partStart = at;
    partLine = line;
    partHasContent = false;
  }

  /** The offset after the line's break: LF, CR or both. */
  private int endOfLine(int from) {
    for (int i = from; i < file.length(); i++) {
      char c = file.charAt(i);
      if (c == '\n') {
        return i + 1;
      }
      if (c == '\r') {
        return i + 1 < file.length() && file.charAt(i + 1) == '\n' ? i + 2 : i + 1;
      }
    }
    return file.length();
  }

  private boolean isMarker(int at) {
    return file.startsWith("---", at) && isBlankOrEnd(at + 3);
  }

  private boolean isBlankOrEnd(int at) {
    return at >= file.length() || " \t\r\n".indexOf(file.charAt(at)) >= 0;
  }

  /** Comments, directives and markers alone make no document. */
  private boolean hasContent(int at, int end) {
    String line = file.substring(isMarker(at) ? at + 3 : at, end).strip();
    if (at == 0 && line.startsWith("\uFEFF")) {
      line = line.substring(1).strip();
    }
    return !line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != '%' && !line.equals("...");
  }
}
