package org.tomte.casework.memory;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.Indicators;

/** Indicators in memory. */
final class MemoryIndicators implements Indicators {
  private final MemoryTables tables;

  MemoryIndicators(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<Long> takeIds(int count) {
    return tables.takeSequence(count);
  }

  @Override
  public Set<IndicatorName> insert(Collection<Indicator> indicators) {
    Set<IndicatorName> inserted = new HashSet<>();
    for (Indicator indicator : indicators) {
      if (tables.indicators.get(indicator.name()) == null) {
        tables.indicators.put(indicator.name(), indicator);
        tables.indicatorNames.put(indicator.id(), indicator.name());
        inserted.add(indicator.name());
      }
    }
    return inserted;
  }

  @Override
  public Map<IndicatorName, Indicator> lock(Collection<IndicatorName> names) {
    Map<IndicatorName, Indicator> found = new TreeMap<>();
    for (IndicatorName name : names) {
      Indicator indicator = tables.indicators.get(name);
      if (indicator != null) {
        found.put(name, indicator);
      }
    }
    return found;
  }

  @Override
  public Map<Long, IndicatorName> names(Collection<Long> ids) {
    Map<Long, IndicatorName> found = new TreeMap<>();
    for (Long id : ids) {
      IndicatorName name = tables.indicatorNames.get(id);
      if (name != null) {
        found.put(id, name);
      }
    }
    return found;
  }

  @Override
  public void update(Collection<Indicator> indicators) {
    indicators.forEach(indicator -> tables.indicators.put(indicator.name(), indicator));
  }
}
