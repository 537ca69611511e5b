package org.tomte.casework.incident;

/** What intervals are kept of. */
public enum Track {
  /** The incident's status. */
  STATUS(1),
  /** The incident's phase. */
  PHASE(2);

  private final int code;

  Track(int code) {
    this.code = code;
  }

  /** The number under which it is stored; never reused. */
  public int code() {
    return code;
  }
}
