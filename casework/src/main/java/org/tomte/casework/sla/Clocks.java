package org.tomte.casework.sla;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Stored clocks, as one transaction changes those of locked incidents. */
public interface Clocks {

  /** The clocks of incidents in order of name; incidents without are left out. */
  Map<Long, List<SlaClock>> of(Collection<Long> incidents);

  /** Writes clocks, in place of those of the same incident and name. */
  void put(Collection<SlaClock> clocks);
}
