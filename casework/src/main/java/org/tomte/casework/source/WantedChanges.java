package org.tomte.casework.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.workflow.Workflow;

/** Chooses among changes, and counts those that come several times. */
final class WantedChanges {
  private final ChangesSettings settings;
  private final OptionalInt daemon;
  private final Workflow workflow;
  private final CaseworkReader reader;

  WantedChanges(
      ChangesSettings settings, OptionalInt daemon, Workflow workflow, CaseworkReader reader) {
    this.settings = settings;
    this.daemon = daemon;
    this.workflow = workflow;
    this.reader = reader;
  }

  /** How many changes make an event. */
  int times() {
    return settings.times();
  }

  /** Those among a page that are events. */
  List<Change> of(List<Change> page) {
    List<Change> wanted = visible(page.stream().filter(this::asked).toList());
    Duration within = settings.within();
    if (within == null || wanted.isEmpty()) {
      return wanted;
    }
    Set<ChangePosition> complete = new HashSet<>();
    wanted.stream()
        .map(Change::object)
        .distinct()
        .forEach(object -> complete.addAll(completing(object, within)));
    return wanted.stream().filter(change -> complete.contains(change.position())).toList();
  }

  private boolean asked(Change change) {
    Integer by = change.cause().daemonIdentity();
    boolean ours = by != null && daemon.isPresent() && daemon.getAsInt() == by;
    return !ours && settings.wants(change, workflow);
  }

  /**
   * The changes that complete the number within the time. The count begins anew after each, and it
   * follows from the object's whole past alone, so that it is the same whenever it is asked.
   */
  private Set<ChangePosition> completing(ObjectRef object, Duration within) {
    Set<ChangePosition> complete = new HashSet<>();
    Deque<Instant> counted = new ArrayDeque<>();
    for (Change change : reader.history(object)) {
      if (!asked(change)) {
        continue;
      }
      counted.add(change.at());
      while (counted.getFirst().isBefore(change.at().minus(within))) {
        counted.removeFirst();
      }
      if (counted.size() >= settings.times()) {
        complete.add(change.position());
        counted.clear();
      }
    }
    return complete;
  }

  /** Changes of what is restricted are not there, however it hangs on an incident. */
  private List<Change> visible(List<Change> changes) {
    Set<ObjectRef> objects =
        reader.visible(changes.stream().map(Change::object).collect(Collectors.toSet()));
    return changes.stream().filter(change -> objects.contains(change.object())).toList();
  }

  static List<Long> ids(List<Change> changes, ObjectKind kind) {
    return changes.stream()
        .map(Change::object)
        .filter(object -> object.kind() == kind)
        .map(ObjectRef::id)
        .distinct()
        .sorted()
        .toList();
  }
}
