package org.tomte.app.kill;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What receivers took, in the order in which they took it. */
final class Arrivals {
  private final List<Arrival> all = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  /**
   * One delivery that was taken.
   *
   * @param object what it is about
   * @param step which of the object's deliveries it is
   * @param id what a receiver would know a repeat by
   */
  record Arrival(String object, String step, String id) {}

  synchronized void add(Arrival arrival) {
    all.add(arrival);
    ids.add(arrival.id());
  }

  /** How many different deliveries came. */
  synchronized int different() {
    return ids.size();
  }

  /** How many came, repeats included. */
  synchronized int count() {
    return all.size();
  }

  /** The ids of each step of each object; more than one would be a repeat that looks new. */
  synchronized Map<String, Set<String>> idsByStep() {
    Map<String, Set<String>> ids = new LinkedHashMap<>();
    for (Arrival each : all) {
      ids.computeIfAbsent(each.object() + " " + each.step(), _ -> new TreeSet<>()).add(each.id());
    }
    return ids;
  }

  /** The steps of each object as they came. */
  synchronized Map<String, List<String>> stepsByObject() {
    Map<String, List<String>> steps = new LinkedHashMap<>();
    for (Arrival each : all) {
      steps.computeIfAbsent(each.object(), _ -> new ArrayList<>()).add(each.step());
    }
    return steps;
  }
}
