package org.tomte.casework.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person may do, each role including those before it. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Works on triage events, incidents, tasks and indicators. */
  ANALYST,
  /** Also makes and changes definitions: daemons, mappings, templates, fields. */
  ENGINEER,
  /** Also decides about people, restrictions, holds and what is removed for good. */
  ADMINISTRATOR;

  /** The word in definitions, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a word; empty when there is none. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** All words, the least first. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Role::word).toList();
  }

  /** Whether this role includes another. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
