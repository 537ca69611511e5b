package org.tomte.casework.template;

import java.util.Map;
import java.util.SortedMap;

/** Counts labels. */
public interface LabelCounters {

  /**
   * Takes numbers that follow on each other and that nobody else gets; counters are locked in order
   * until the transaction ends.
   *
   * @param wanted how many numbers of each counter
   * @return the first of the numbers taken
   */
  Map<CounterKey, Long> take(SortedMap<CounterKey, Integer> wanted);
}
