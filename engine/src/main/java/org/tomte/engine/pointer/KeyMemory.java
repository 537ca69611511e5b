package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a time stream were handled already, by the step of their time. Bounded: what does
 * not fit gets a key in the sink, so that nothing is doubled all the same.
 *
 * @param steps the beginning of a step of the declared precision, and the editions handled in it
 * @param unlisted how many handled events did not fit
 * @param unlistedUntil the last step in which something did not fit; null when all fitted
 */
public record KeyMemory(
    SortedMap<Instant, Set<KeyHash>> steps, long unlisted, @Nullable Instant unlistedUntil) {

  static final KeyMemory EMPTY = new KeyMemory(new TreeMap<>(), 0, null);

  /** Copies the map. */
  public KeyMemory {
    TreeMap<Instant, Set<KeyHash>> copy = new TreeMap<>();
    steps.forEach(
        (step, hashes) -> copy.put(step, Collections.unmodifiableSet(new LinkedHashSet<>(hashes))));
    steps = Collections.unmodifiableSortedMap(copy);
  }

  /** How many editions are remembered. */
  public int size() {
    return steps.values().stream().mapToInt(Set::size).sum();
  }

  /** How many editions are remembered in one step. */
  public int sizeAt(Instant step) {
    return steps.getOrDefault(step, Set.of()).size();
  }

  /** All remembered editions. */
  Set<KeyHash> all() {
    Set<KeyHash> all = new HashSet<>();
    steps.values().forEach(all::addAll);
    return all;
  }

  /**
   * Forgets what lies before the floor and adds what was handled now.
   *
   * @param floor the first step that can be read again; null means everything can
   * @param boundary the pointer's step; what lies after it may fill half of the room, so that many
   *     events from the future do not push out those at the boundary; null when there is no pointer
   * @param earlierUnlisted how many events did not fit earlier in this reading
   */
  Change change(
      @Nullable Instant floor,
      @Nullable Instant boundary,
      List<Handled> handled,
      int room,
      long earlierUnlisted) {
    TreeMap<Instant, Set<KeyHash>> next = new TreeMap<>();
    (floor == null ? steps : steps.tailMap(floor))
        .forEach((step, hashes) -> next.put(step, new LinkedHashSet<>(hashes)));
    int free = room - next.values().stream().mapToInt(Set::size).sum();
    int freeAhead = boundary == null ? free : room / 2 - countAfter(next, boundary);
    boolean keepsCount = unlistedUntil != null && (floor == null || !unlistedUntil.isBefore(floor));
    Instant until = keepsCount ? unlistedUntil : null;
    Set<KeyHash> left = new HashSet<>();
    for (Handled one : handled) {
      if (floor != null && one.step().isBefore(floor)) {
        continue;
      }
      boolean ahead = boundary != null && one.step().isAfter(boundary);
      if (free > 0 && (!ahead || freeAhead > 0)) {
        next.computeIfAbsent(one.step(), _ -> new LinkedHashSet<>()).add(one.edition());
        free--;
        freeAhead -= ahead ? 1 : 0;
      } else {
        left.add(one.edition());
        until = until == null || one.step().isAfter(until) ? one.step() : until;
      }
    }
    long inReading = earlierUnlisted + left.size();
    long count = Math.max(keepsCount ? unlisted : 0, inReading);
    return new Change(new KeyMemory(next, until == null ? 0 : count, until), left, inReading);
  }

  private static int countAfter(TreeMap<Instant, Set<KeyHash>> steps, Instant boundary) {
    return steps.tailMap(boundary, false).values().stream().mapToInt(Set::size).sum();
  }

  /** An event that was handled: the step of its time, and its edition. */
  record Handled(Instant step, KeyHash edition) {}

  /** The memory afterwards, what did not fit, and how many did not fit in this reading. */
  record Change(KeyMemory memory, Set<KeyHash> left, long inReading) {}
}
