package org.tomte.casework;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.access.Role;
import org.tomte.casework.change.Cause;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.people.Person;
import org.tomte.casework.task.Approval;
import org.tomte.casework.task.Task;

/** Who may approve tasks, when they may be closed, and what they may wait for. */
final class TaskRules {
  private static final int MOST_AWAITED = 100;

  private final Session session;

  TaskRules(Session session) {
    this.session = session;
  }

  /** Why a task cannot be closed now; null when it can. */
  @Nullable String closingFault(Task task, Cause cause) {
    if (task.authoriser() != null && task.approval() != Approval.APPROVED) {
      boolean gaveUp = task.approval() == Approval.DECLINED && decides(task, cause);
      if (!gaveUp) {
        return "it is %s and cannot be closed before %s approves it"
            .formatted(
                task.approval() == Approval.DECLINED ? "declined" : "not approved yet",
                task.authoriser());
      }
    }
    List<Long> open =
        session.transaction().tasks().lock(new TreeSet<>(task.waitsFor())).values().stream()
            .filter(each -> !each.closed())
            .map(Task::number)
            .toList();
    return open.isEmpty() ? null : "it waits for %s, not closed yet".formatted(numbers(open));
  }

  private static String numbers(Collection<Long> numbers) {
    List<String> words = numbers.stream().map(number -> "task " + number).toList();
    return String.join(", ", words);
  }

  /** Why somebody cannot approve or decline a task; null when they can. */
  @Nullable String approvalFault(Task task, Cause cause) {
    if (task.authoriser() == null) {
      return "nobody needs to approve it; set 'authoriser' to ask for an approval";
    }
    if (task.closed()) {
      return "it is closed; reopen it first";
    }
    if (!decides(task, cause)) {
      Set<String> others = administrators();
      return "it waits for %s; only they%s approve or decline it, not %s"
          .formatted(
              task.authoriser(),
              others.isEmpty()
                  ? " (or an administrator, of whom there is none)"
                  : " or an administrator (" + String.join(", ", others) + ")",
              cause.words());
    }
    return eyesFault(task, cause);
  }

  /** Four eyes: whoever did the work approves it only when nobody else can. */
  private @Nullable String eyesFault(Task task, Cause cause) {
    Set<String> workers =
        new TreeSet<>(
            session
                .transaction()
                .tasks()
                .workers(List.of(task.number()))
                .getOrDefault(task.number(), Set.of()));
    String owner = task.fields().text(FieldNames.OWNER);
    if (owner != null) {
      workers.add(owner);
    }
    if (!workers.contains(cause.words())) {
      return null;
    }
    Set<String> others = new TreeSet<>(administrators());
    String authoriser = Objects.requireNonNull(task.authoriser());
    if (session.settings().people().isEmpty() || isActive(authoriser)) {
      others.add(authoriser);
    }
    others.removeAll(workers);
    return others.isEmpty()
        ? null
        : "%s worked on it, and what one person did another approves: %s can"
            .formatted(cause.words(), String.join(", ", others));
  }

  private boolean isActive(String name) {
    return session.settings().person(name).map(Person::active).orElse(false);
  }

  /** Why fields cannot be set because of the authoriser; null when they can. */
  @Nullable String authoriserFault(Task before, FieldValues wanted, boolean cleared, Cause cause) {
    String now = before.authoriser();
    String then = cleared ? null : wanted.text(FieldNames.AUTHORISER);
    boolean changes = (cleared || then != null) && !Objects.equals(now, then);
    return now == null || !changes || decides(before, cause)
        ? null
        : "field 'authoriser': only %s or an administrator can let somebody else approve it"
            .formatted(now);
  }

  /** Whether somebody is its authoriser or an administrator. */
  private boolean decides(Task task, Cause cause) {
    return cause instanceof Cause.Person person
        && (person.name().equals(task.authoriser()) || administers(cause));
  }

  /** Whether it is done by an administrator. */
  boolean administers(Cause cause) {
    return cause instanceof Cause.Person person && administrators().contains(person.name());
  }

  private Set<String> administrators() {
    Set<String> names = new TreeSet<>();
    for (Person person : session.settings().people().values()) {
      if (person.active() && person.role() == Role.ADMINISTRATOR) {
        names.add(person.name());
      }
    }
    return names;
  }

  /**
   * What is wrong with what a task waits for; null when nothing is.
   *
   * @param number the task's number; 0 when it is new
   */
  @Nullable String waitingFault(long number, @Nullable Long incident, FieldValues wanted) {
    List<String> texts = wanted.texts(FieldNames.WAITS_FOR);
    if (texts.isEmpty()) {
      return null;
    }
    Set<Long> awaited = new TreeSet<>();
    for (String text : texts) {
      if (!text.matches("[1-9]\\d{0,17}")) {
        return "field 'waitsFor': '%s' is no number of a task".formatted(text);
      }
      awaited.add(Long.valueOf(text));
    }
    Map<Long, Task> found = session.transaction().tasks().lock(awaited);
    for (Long each : awaited) {
      Task task = found.get(each);
      if (task == null || incident == null || !incident.equals(task.incident())) {
        return "field 'waitsFor': task %d is not of the same incident".formatted(each);
      }
    }
    return number > 0 && leadsTo(number, found.values())
        ? "field 'waitsFor': the tasks would wait for each other in a circle"
        : null;
  }

  private boolean leadsTo(long number, Collection<Task> awaited) {
    Deque<Task> next = new ArrayDeque<>(awaited);
    Set<Long> seen = new HashSet<>();
    while (!next.isEmpty() && seen.size() <= MOST_AWAITED) {
      Task task = next.pop();
      if (task.number() == number) {
        return true;
      }
      if (seen.add(task.number())) {
        List<Long> further = new ArrayList<>(new TreeSet<>(task.waitsFor()));
        next.addAll(session.transaction().tasks().lock(further).values());
      }
    }
    return seen.size() > MOST_AWAITED;
  }
}
