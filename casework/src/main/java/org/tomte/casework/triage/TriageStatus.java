package org.tomte.casework.triage;

import java.util.Locale;

/** Where a triage event stands. */
public enum TriageStatus {
  /** Nobody has looked at it. */
  NEW(0),
  /** Somebody judges it. */
  GRABBED(1),
  /** Nothing to do. */
  DISCARDED(2),
  /** An incident was made of it. */
  CONVERTED(3);

  private final int code;

  TriageStatus(int code) {
    this.code = code;
  }

  /** The number under which it is stored; never reused. */
  public int code() {
    return code;
  }

  /** The word in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing more happens to it. */
  public boolean done() {
    return this == DISCARDED || this == CONVERTED;
  }

  /**
   * The status of a stored number.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static TriageStatus of(int code) {
    for (TriageStatus status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    throw new IllegalArgumentException("no status of a triage event has the code " + code);
  }

  /**
   * The status of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static TriageStatus of(String word) {
    for (TriageStatus status : values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    throw new IllegalArgumentException("no status of a triage event is called '" + word + "'");
  }
}
