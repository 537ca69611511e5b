package org.tomte.casework.search;

/** What a field is to a search. */
public enum SearchType {
  /** Text. */
  TEXT("text"),
  /** One word of a list. */
  CHOICE("one of a list of words"),
  /** A whole number of 64 bits. */
  WHOLE("a whole number"),
  /** A number. */
  DECIMAL("a number"),
  /** True or false. */
  FLAG("true or false"),
  /** An instant. */
  TIME("a time"),
  /** How long something has been so. */
  SPAN("a duration"),
  /** A list of texts. */
  TEXTS("a list of texts");

  private final String words;

  SearchType(String words) {
    this.words = words;
  }

  /** What it is in a message, for example {@code a time}. */
  public String words() {
    return words;
  }

  /** Whether it is a number. */
  public boolean number() {
    return this == WHOLE || this == DECIMAL;
  }
}
