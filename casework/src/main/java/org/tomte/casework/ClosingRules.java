package org.tomte.casework;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Cause;
import org.tomte.casework.field.Nearest;
import org.tomte.casework.workflow.Closing;
import org.tomte.casework.workflow.Phase;

/** What the workflow asks for before an incident is closed. What it reads is locked already. */
final class ClosingRules {
  private final CaseworkTransaction transaction;
  private final Closing closing;
  private final List<String> mandatory;
  private final Collection<Long> numbers;
  private @Nullable Map<Long, Set<String>> visited;
  private @Nullable Map<Long, List<Long>> openTasks;

  /**
   * Why an incident is not closed.
   *
   * @param why the kind of refusal
   * @param reason the rest of a sentence that begins with the incident
   */
  record Fault(Refusal why, String reason) {}

  /**
   * The rules for some incidents.
   *
   * @param numbers all that may be closed, so that what is needed is read once
   */
  ClosingRules(Session session, Collection<Long> numbers) {
    this.transaction = session.transaction();
    this.closing = session.settings().workflow().closing();
    this.mandatory =
        session.settings().workflow().phases().stream()
            .filter(Phase::mandatory)
            .map(Phase::name)
            .toList();
    this.numbers = numbers;
  }

  /** The reason as it is kept: one that is offered is written as it is offered; null for none. */
  @Nullable String reason(String given) {
    String reason = given.strip();
    for (String offered : closing.reasons()) {
      if (offered.toLowerCase(Locale.ROOT).equals(reason.toLowerCase(Locale.ROOT))) {
        return offered;
      }
    }
    return reason.isEmpty() ? null : reason;
  }

  /** What is wrong with a reason and a note; null when nothing is. */
  @Nullable Fault words(@Nullable String reason, @Nullable String note) {
    List<String> offered = closing.reasons();
    if (reason == null && closing.reasonRequired()) {
      return new Fault(
          Refusal.AGAINST_RULES,
          "closing needs a reason (%s)".formatted(String.join(", ", offered)));
    }
    if (reason != null && !closing.otherReasons() && !offered.contains(reason)) {
      return new Fault(
          Refusal.BAD_VALUE,
          "'%s' is no reason for closing%s (reasons: %s)"
              .formatted(reason, Nearest.question(reason, offered), String.join(", ", offered)));
    }
    if ((note == null || note.isBlank()) && closing.noteRequired()) {
      return new Fault(Refusal.AGAINST_RULES, "closing needs a note");
    }
    return null;
  }

  /**
   * What is not done yet; null when nothing is missing, or a person closes it all the same.
   *
   * @param now the phases it was in that are not written yet, that of this edit too
   */
  @Nullable Fault work(long number, Set<String> now, Cause cause, boolean force) {
    if (force && cause instanceof Cause.Person) {
      return null;
    }
    if (!mandatory.isEmpty()) {
      Set<String> missing = new TreeSet<>(mandatory);
      missing.removeAll(now);
      missing.removeAll(visited().getOrDefault(number, Set.of()));
      if (!missing.isEmpty()) {
        return new Fault(
            Refusal.AGAINST_RULES,
            "it cannot be closed before it was in the mandatory %s %s"
                .formatted(missing.size() == 1 ? "phase" : "phases", inOrder(missing)));
      }
    }
    List<Long> open =
        closing.openTasks() == Closing.OpenTasks.REFUSE
            ? openTasks().getOrDefault(number, List.of())
            : List.of();
    if (open.isEmpty()) {
      return null;
    }
    String numbersOfTasks = String.join(", ", open.stream().map(String::valueOf).toList());
    return new Fault(
        Refusal.AGAINST_RULES,
        "it cannot be closed before its open %s %s"
            .formatted(open.size() == 1 ? "task" : "tasks", numbersOfTasks));
  }

  private String inOrder(Set<String> missing) {
    return String.join(", ", mandatory.stream().filter(missing::contains).toList());
  }

  private Map<Long, Set<String>> visited() {
    Map<Long, Set<String>> known = visited;
    if (known == null) {
      known = transaction.incidents().visitedPhases(numbers);
      visited = known;
    }
    return known;
  }

  private Map<Long, List<Long>> openTasks() {
    Map<Long, List<Long>> known = openTasks;
    if (known == null) {
      known = transaction.tasks().openOf(numbers);
      openTasks = known;
    }
    return known;
  }
}
