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

  /** The phases that incidents were in so far, as far as it is written. */
  Map<Long, Set<String>> visitedPhases(Collection<Long> numbers);

  /**
   * Keeps others from giving incidents parents until the transaction ends, so that no two make a
   * circle together.
   */
  void lockFamily();

  /** The parents of incidents; those without one are left out. */
  Map<Long, Long> parents(Collection<Long> numbers);

  /**
   * Where incidents that were merged went in the end, through any number of merges; those that
   * stand for themselves are left out.
   */
  Map<Long, Long> survivors(Collection<Long> numbers);

  /** The incidents that were merged into others directly, ascending for each. */
  Map<Long, List<Long>> duplicates(Collection<Long> numbers);

  /** Keeps others from taking titles until the transaction ends. */
  void lockTitles();

  /** Those of the titles that an incident has which was not deleted, with its number. */
  Map<String, Long> titles(Collection<String> titles);

  /**
   * Removes a locked incident for good with all that hangs on it: its changes, intervals, clocks,
   * links, its notes, and its tasks with theirs. Incidents that belong to it belong to none then.
   *
   * @return the numbers of those that belonged to it, ascending
   */
  List<Long> purge(long number);

  /** Ends open intervals, then adds others in order. */
  void recordIntervals(List<IntervalEnd> ends, List<Interval> intervals);
}
