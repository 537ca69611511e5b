package org.tomte.casework.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The types of things that incidents have in common. */
public enum EntityType {
  /** A registered name of hosts. */
  DOMAIN,
  /** An address of a mailbox. */
  EMAIL,
  /** A file's name. */
  FILE,
  /** An IPv4 or IPv6 address. */
  IP,
  /** The MD5, SHA-1 or SHA-256 of a file. */
  HASH,
  /** An address of a page or download. */
  URL,
  /** An account or person. */
  USER,
  /** Anything else that is worth remembering. */
  ARTIFACT;

  /** The stored word, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type of a word.
   *
   * @throws IllegalArgumentException when there is none; the text says which there are
   */
  public static EntityType of(String word) {
    for (EntityType type : values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException("'" + word + "' is no type of entity; valid are " + words());
  }

  private static List<String> words() {
    return Arrays.stream(values()).map(EntityType::word).toList();
  }
}
