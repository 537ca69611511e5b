package org.tomte.api;

/** What a page is made of. */
public sealed interface Item permits Event, Unreadable, Listed {

  /**
   * What makes this the same event when it is seen again, unique within the stream: from immutable
   * fields or from its place, never from a clock.
   */
  String key();

  /** Where it stands in the stream; {@link Position#NONE} when it has no place. */
  Position position();
}
