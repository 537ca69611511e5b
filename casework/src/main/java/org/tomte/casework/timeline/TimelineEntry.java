package org.tomte.casework.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectRef;

/**
 * What one transaction did to one object for one cause.
 *
 * @param changes in the order they were applied; never empty
 * @param notes the texts of the notes that were written, by id
 */
public record TimelineEntry(List<Change> changes, SortedMap<Long, String> notes) {

  /** What changes must have in common to be one entry. */
  private record Key(long transaction, ObjectRef object, Cause cause) {}

  /** Copies both. */
  public TimelineEntry {
    changes = List.copyOf(changes);
    notes = Collections.unmodifiableSortedMap(new TreeMap<>(notes));
  }

  /**
   * The entries that changes make.
   *
   * @param changes in the order they were applied
   * @param notes the texts of notes by id; others may be among them
   */
  public static List<TimelineEntry> of(List<Change> changes, Map<Long, String> notes) {
    Map<Key, List<Change>> groups = new LinkedHashMap<>();
    for (Change change : changes) {
      Key key = new Key(change.position().transaction(), change.object(), change.cause());
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(change);
    }
    return groups.values().stream().map(group -> entry(group, notes)).toList();
  }

  private static TimelineEntry entry(List<Change> changes, Map<Long, String> notes) {
    SortedMap<Long, String> texts = new TreeMap<>();
    for (Change change : changes) {
      if (change.field().equals(Change.NOTE) && change.after() instanceof Number id) {
        texts.put(id.longValue(), Objects.requireNonNullElse(notes.get(id.longValue()), ""));
      }
    }
    return new TimelineEntry(changes, texts);
  }

  /** Where it stands; also what it is called when it is undone. */
  public ChangePosition position() {
    return changes.getFirst().position();
  }

  /** When, by the clock of the command. */
  public Instant at() {
    return changes.getFirst().at();
  }

  /** What was changed. */
  public ObjectRef object() {
    return changes.getFirst().object();
  }

  /** Who or what did it. */
  public Cause cause() {
    return changes.getFirst().cause();
  }
}
