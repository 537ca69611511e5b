package org.tomte.casework.field;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How bad something is, the worst first. */
public enum Severity {
  /** Drop everything else. */
  CRITICAL,
  /** Today. */
  HIGH,
  /** In its turn. */
  MEDIUM,
  /** When there is time. */
  LOW,
  /** Nothing to do. */
  INFO;

  /** The stored word, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words, the worst first. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Severity::word).toList();
  }
}
