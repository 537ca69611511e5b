package org.tomte.engine.outbox;

/** Why an entry waits for a person. */
public enum Hold {
  /** Its action says that each must be approved. */
  APPROVAL("waits for approval"),
  /** More came than its action lets out in the span. */
  AT_MOST("above at-most"),
  /** Its daemon only observes. */
  OBSERVED("the daemon only observes"),
  /** A person held it. */
  PERSON("held by a person");

  private final String words;

  Hold(String words) {
    this.words = words;
  }

  /** The reason in words. */
  public String words() {
    return words;
  }
}
