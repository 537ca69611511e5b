package org.tomte.casework.change;

/** The kinds of objects of the data layer. */
public enum ObjectKind {
  /** Work of the team, named by its number. */
  INCIDENT(1, "incident"),
  /** Something a daemon found that nobody has judged yet. */
  TRIAGE_EVENT(2, "triage-event"),
  /** Text on another object. */
  NOTE(3, "note"),
  /** Work that is to be done, named by its number. */
  TASK(4, "task"),
  /** What stands for a threat. */
  INDICATOR(5, "indicator"),
  /** What incidents have in common, such as an address. */
  ENTITY(6, "entity");

  private final int code;
  private final String word;

  ObjectKind(int code, String word) {
    this.code = code;
    this.word = word;
  }

  /** The number under which the kind is stored; never reused. */
  public int code() {
    return code;
  }

  /** The word in sources, messages and links. */
  public String word() {
    return word;
  }

  /**
   * The kind of a stored number.
   *
   * @throws IllegalArgumentException when no kind has this number
   */
  public static ObjectKind of(int code) {
    for (ObjectKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of object has the code " + code);
  }
}
