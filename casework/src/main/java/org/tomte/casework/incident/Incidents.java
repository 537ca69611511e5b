package org.tomte.casework.incident;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stored incidents, as one transaction changes them. */
public interface Incidents {

  /** Takes numbers that nobody else gets, ascending. */
  List<Long> takeNumbers(int count);

  /**
   * Inserts incidents.
   *
   * @return the numbers of those that were inserted; the others have a label that is taken
   */
  Set<Long> insert(List<Incident> incidents);

  /**
   * Reads incidents and keeps others from changing them until the transaction ends. Locks are taken
   * in ascending order.
   *
   * @return by number; unknown numbers are left out
   */
  Map<Long, Incident> lock(Collection<Long> numbers);

  /** Those of the numbers that an incident has. */
  Set<Long> existing(Collection<Long> numbers);

  /**
   * Those of the numbers whose incident is restricted, as they stand; nothing is locked.
   *
   * @return by number; others are left out
   */
  Map<Long, Incident> restricted(Collection<Long> numbers);

  /** Writes locked incidents back. */
  void update(Collection<Incident> incidents);

  /** Ends open intervals, then adds others in order. */
  void recordIntervals(List<IntervalEnd> ends, List<Interval> intervals);
}
