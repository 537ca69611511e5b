package org.tomte.casework.task;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stored tasks, as one transaction changes them. */
public interface Tasks {

  /** Takes numbers that nobody else gets, ascending. */
  List<Long> takeNumbers(int count);

  /**
   * Inserts tasks, those with keys in an order that is the same for all transactions.
   *
   * @return the numbers of those that were inserted; the others have a key that is taken
   */
  Set<Long> insert(List<Task> tasks);

  /** The numbers of the tasks that have these keys; keys that none has are left out. */
  Map<TaskKey, Long> find(Collection<TaskKey> keys);

  /**
   * Reads tasks and keeps others from changing them until the transaction ends. Locks are taken in
   * ascending order.
   *
   * @return by number; unknown numbers are left out
   */
  Map<Long, Task> lock(Collection<Long> numbers);

  /**
   * The numbers of the open tasks of incidents, ascending for each; incidents without are left out.
   */
  Map<Long, List<Long>> openOf(Collection<Long> incidents);

  /** The numbers of all tasks of an incident, ascending. */
  List<Long> of(long incident);

  /** The numbers of the tasks that were for an incident before it was merged, ascending. */
  List<Long> mergedFrom(long incident);

  /** Takes ids of efforts that nobody else gets, ascending. */
  List<Long> takeEffortIds(int count);

  /** Inserts efforts. */
  void insertEfforts(List<Effort> efforts);

  /** Of the locked tasks with these numbers, who spent time on them, without the corrected. */
  Map<Long, Set<String>> workers(Collection<Long> numbers);

  /** Writes locked tasks back. */
  void update(Collection<Task> tasks);
}
