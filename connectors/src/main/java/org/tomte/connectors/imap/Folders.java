package org.tomte.connectors.imap;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * Names of folders, {@code *} and {@code %} as in LIST (RFC 3501 section 6.3.8).
 *
 * @param names without repetitions, at least one
 */
public record Folders(List<String> names) {

  /** Checks the names. */
  public Folders {
    names = List.copyOf(new LinkedHashSet<>(names));
    if (names.isEmpty()) {
      throw new IllegalArgumentException("folder must name a folder, for example INBOX");
    }
    for (String name : names) {
      SafeText.check("folder", name);
    }
  }

  /** One folder. */
  public static Folders parse(String name) {
    return new Folders(List.of(name));
  }

  /** Several folders. */
  public static Folders parse(List<String> names) {
    return new Folders(names);
  }

  static boolean isPattern(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('%') >= 0;
  }
}
