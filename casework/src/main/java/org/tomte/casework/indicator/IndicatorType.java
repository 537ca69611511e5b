package org.tomte.casework.indicator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tomte.casework.field.Nearest;

/** What an indicator is; the word says how its value is brought into its one form. */
public enum IndicatorType {
  /** A name of hosts, and everything below it. */
  DOMAIN,
  /** An address of a mailbox. */
  EMAIL,
  /** A file's name. */
  FILE,
  /** An IPv4 or IPv6 address. */
  IP,
  /** A block of addresses (RFC 4632). */
  NETWORK,
  /** The MD5, SHA-1, SHA-256, SHA-384 or SHA-512 of a file. */
  HASH,
  /** An address of a page or download. */
  URL,
  /** Anything else: a mutex, a registry key, a user agent. */
  ARTIFACT;

  /** The stored word, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(IndicatorType::word).toList();
  }

  /**
   * The type of a word.
   *
   * @throws IllegalArgumentException when there is none; the text says which there are
   */
  public static IndicatorType of(String word) {
    for (IndicatorType type : values()) {
      if (type.word().equalsIgnoreCase(word.strip())) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no type of indicator%s (types: %s)"
            .formatted(word, Nearest.question(word, words()), String.join(", ", words())));
  }
}
