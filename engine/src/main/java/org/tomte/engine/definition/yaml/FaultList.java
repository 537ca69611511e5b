package org.tomte.engine.definition.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects faults and warnings while reading goes on. Not safe for several threads. */
public final class FaultList {

  /** More than this helps nobody; the last one then says that there are more. */
  static final int MOST = 500;

  private static final Comparator<DefinitionFault> BY_PLACE =
      Comparator.comparing(DefinitionFault::file)
          .thenComparingInt(DefinitionFault::line)
          .thenComparingInt(DefinitionFault::column);

  private final Set<DefinitionFault> faults = new LinkedHashSet<>();
  private final Set<DefinitionFault> warnings = new LinkedHashSet<>();

  /** Adds a fault: the definition cannot be used. */
  public void fault(Place place, DocumentPath path, String message) {
    fault(place, path, message, null);
  }

  /** Adds a fault with the word that was probably meant. */
  public void fault(Place place, DocumentPath path, String message, @Nullable String suggestion) {
    add(faults, DefinitionFault.at(place, path, message, suggestion));
  }

  /** Adds a warning: the definition can be used, and a person should look at it. */
  public void warning(Place place, DocumentPath path, String message, @Nullable String suggestion) {
    add(warnings, DefinitionFault.at(place, path, message, suggestion));
  }

  /** Adds a fault that another reading found. */
  public void fault(DefinitionFault fault) {
    add(faults, fault);
  }

  /** Adds a warning that another reading found. */
  public void warning(DefinitionFault warning) {
    add(warnings, warning);
  }

  /** Adds what another list collected. */
  public void addAll(FaultList other) {
    other.faults.forEach(one -> add(faults, one));
    other.warnings.forEach(one -> add(warnings, one));
  }

  private static void add(Set<DefinitionFault> to, DefinitionFault one) {
    if (to.size() < MOST) {
      to.add(one);
      return;
    }
    if (to.size() == MOST) {
      to.add(
          new DefinitionFault(
              one.file(), one.line(), one.column(), "", "more faults are not shown", null));
    }
  }

  /** How many faults there are, to see whether a part added some. */
  public int count() {
    return faults.size();
  }

  /** All faults by file, line and column. */
  public List<DefinitionFault> faults() {
    return sorted(faults);
  }

  /** All warnings by file, line and column. */
  public List<DefinitionFault> warnings() {
    return sorted(warnings);
  }

  private static List<DefinitionFault> sorted(Set<DefinitionFault> some) {
    List<DefinitionFault> list = new ArrayList<>(some);
    list.sort(BY_PLACE);
    return List.copyOf(list);
  }
}
