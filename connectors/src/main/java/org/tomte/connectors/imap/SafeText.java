package org.tomte.connectors.imap;

/** Refuses text that has no place in a command. */
final class SafeText {
  private static final int LONGEST = 1_000;

  private SafeText() {}

  /** Throws IllegalArgumentException for empty text, over-long text and control characters. */
  static void check(String setting, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(setting + " must not be empty");
    }
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          setting + " must have at most " + LONGEST + " characters and no control characters");
    }
  }
}
