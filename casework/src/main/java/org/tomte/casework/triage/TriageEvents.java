package org.tomte.casework.triage;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Stored triage events, as one transaction changes them. */
public interface TriageEvents {

  /** Takes ids that nobody else gets, ascending. */
  List<Long> takeIds(int count);

  /** Inserts events; each row is its own entry in the change feed. */
  void insert(List<TriageEvent> events);

  /**
   * Reads events and keeps others from changing them until the transaction ends. Locks are taken in
   * ascending order.
   *
   * @return by id; unknown ids are left out
   */
  Map<Long, TriageEvent> lock(Collection<Long> ids);

  /** Writes locked events back. */
  void update(Collection<TriageEvent> events);
}
