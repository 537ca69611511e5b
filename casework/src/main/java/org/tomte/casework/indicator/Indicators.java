package org.tomte.casework.indicator;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Stored indicators, as one transaction changes them. */
public interface Indicators {

  /** Takes ids that nobody else gets, ascending. */
  List<Long> takeIds(int count);

  /**
   * Inserts indicators whose names differ, in an order that is the same for all transactions.
   *
   * @return the names of those that were inserted; the others are there already
   */
  Set<IndicatorName> insert(Collection<Indicator> indicators);

  /**
   * Reads indicators and keeps others from changing them until the transaction ends. Locks are
   * taken in the order of {@link #insert}.
   *
   * @return by name; unknown names are left out
   */
  Map<IndicatorName, Indicator> lock(Collection<IndicatorName> names);

  /** The names of indicators by their ids; unknown ids are left out. */
  Map<Long, IndicatorName> names(Collection<Long> ids);

  /** Writes locked indicators back. */
  void update(Collection<Indicator> indicators);
}
