package org.tomte.casework.entity;

/** Why an object holds an entity; the stronger reason is kept. */
public enum LinkSource {
  /** It stands in a text or field. It stays when the text is changed: it was there. */
  TEXT(1),
  /** It came with an event. */
  EVENT(2),
  /** It is the name or a hash of an attached file. */
  ATTACHMENT(3),
  /** A person said so. */
  PERSON(4),
  /** A person said that it does not belong there; texts do not bring it back. */
  REMOVED(9);

  private final int code;

  LinkSource(int code) {
    this.code = code;
  }

  /**
   * The source of a stored number.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static LinkSource of(int code) {
    for (LinkSource source : values()) {
      if (source.code == code) {
        return source;
      }
    }
    throw new IllegalArgumentException("no source of a link has the code " + code);
  }

  /** The number under which it is stored; never reused. */
  public int code() {
    return code;
  }
}
