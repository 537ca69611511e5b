package org.tomte.casework.field;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** With whom something may be shared (Traffic Light Protocol 2.0), the most open first. */
public enum Tlp {
  /** With everybody. */
  CLEAR("clear"),
  /** Within the community. */
  GREEN("green"),
  /** Within the organisation and its clients. */
  AMBER("amber"),
  /** Within the organisation. */
  AMBER_STRICT("amber+strict"),
  /** With those who were there. */
  RED("red");

  private final String word;

  Tlp(String word) {
    this.word = word;
  }

  /** The stored word. */
  public String word() {
    return word;
  }

  /** All words, the most open first. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Tlp::word).toList();
  }

  /**
   * Reads {@code TLP:AMBER+STRICT}, {@code amber}, and {@code white}, which version 1 called what
   * is clear now; null when it is none.
   */
  public static @Nullable Tlp read(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    String bare = word.startsWith("tlp:") ? word.substring(4).strip() : word;
    if (bare.equals("white")) {
      return CLEAR;
    }
    return Arrays.stream(values()).filter(each -> each.word.equals(bare)).findFirst().orElse(null);
  }

  /** Whichever of two is shared less. */
  public static Tlp stricter(Tlp a, Tlp b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
