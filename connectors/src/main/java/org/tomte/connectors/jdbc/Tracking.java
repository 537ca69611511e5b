package org.tomte.connectors.jdbc;

import java.time.Duration;

/** Where rows stand. */
sealed interface Tracking {

  /** By growing whole numbers. */
  record Ids(Column id) implements Tracking {}

  /**
   * By a time.
   *
   * @param precision the step of the column
   */
  record Times(Column time, TimeScale scale, Duration precision) implements Tracking {}

  /** Nowhere: the whole set is compared each time. */
  record Whole() implements Tracking {}
}
