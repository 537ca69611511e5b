package org.tomte.casework.access;

/** What commands need, each with the least role that has it. */
public enum Permission {
  /** Read what is not restricted. */
  READ(Role.VIEWER, "read"),
  /** Make and change triage events, incidents, tasks, notes, attachments, entities, indicators. */
  WORK(Role.ANALYST, "work on incidents and triage events"),
  /** Delete and restore incidents, and undo what others did. */
  DELETE(Role.ANALYST, "delete and restore"),
  /** Make and change definitions. */
  DEFINE(Role.ENGINEER, "change definitions"),
  /** Set and lift legal holds, and remove for good. */
  HOLD(Role.ADMINISTRATOR, "set and lift holds"),
  /** Decide who may do what, and take part in what is restricted. */
  ADMINISTER(Role.ADMINISTRATOR, "decide who may do what");

  private final Role least;
  private final String words;

  Permission(Role least, String words) {
    this.least = least;
    this.words = words;
  }

  /** The least role that has it. */
  public Role least() {
    return least;
  }

  /** What it allows, after "may": a part of a sentence. */
  public String words() {
    return words;
  }
}
