package org.tomte.api;

import java.time.Instant;

/** Where an event stands in its stream. Which one a stream uses follows from its kind. */
public sealed interface Position {

  /**
   * The event has no place of its own: token and snapshot streams, and rows whose column is NULL.
   */
  Position NONE = new None();

  /**
   * A place in a stream of {@link StreamKind.OrderedIds}.
   *
   * @param id any whole number; larger means later
   */
  record Id(long id) implements Position {}

  /**
   * A place in a stream of {@link StreamKind.Watermark}.
   *
   * @param time the time in the source's own precision
   * @param tie orders events of one time; empty when the source has nothing to order them by
   */
  record At(Instant time, String tie) implements Position {}

  /** No place. */
  record None() implements Position {}
}
