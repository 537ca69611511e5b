package org.tomte.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.NewEffort;
import org.tomte.casework.task.Task;

/** Writes down what was spent on tasks; each task has the sum. */
final class EffortCommands {
  private static final Duration MOST = Duration.ofDays(31);
  private static final int LONGEST_TEXT = 10_000;

  private final Session session;
  private final Cause commandCause;
  private final Instant now;

  EffortCommands(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
    this.now = session.now();
  }

  List<Outcome<Effort>> add(List<NewEffort> wanted) {
    List<Long> numbers = wanted.stream().map(NewEffort::task).distinct().sorted().toList();
    Map<Long, Task> tasks = new HashMap<>(session.transaction().tasks().lock(numbers));
    List<Long> ids = session.transaction().tasks().takeEffortIds(wanted.size());
    Map<Long, Incident> restricted =
        session.restrictedAmong(tasks.values().stream().map(Task::incident).toList());
    TaskBatch batch = new TaskBatch(session.transaction(), now);
    List<Effort> efforts = new ArrayList<>();
    List<Outcome<Effort>> outcomes = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      NewEffort each = wanted.get(i);
      Task task = known(tasks.get(each.task()), restricted, each);
      Outcome<Effort> outcome = check(ids.get(i), each, task);
      if (outcome instanceof Outcome.Done<Effort> done && task != null) {
        Task after = spent(task, done.value().seconds());
        batch.edited(task, after, done.value().by());
        tasks.put(each.task(), after);
        efforts.add(done.value());
      }
      outcomes.add(outcome);
    }
    session.transaction().tasks().insertEfforts(efforts);
    batch.write();
    return outcomes;
  }

  /** The task, unless there is none for whoever commands. */
  private @Nullable Task known(
      @Nullable Task task, Map<Long, Incident> restricted, NewEffort wanted) {
    Cause cause = Objects.requireNonNullElse(wanted.cause(), commandCause);
    Long incident = task == null ? null : task.incident();
    return incident != null && session.hides(restricted.get(incident), cause) ? null : task;
  }

  private Outcome<Effort> check(long id, NewEffort wanted, @Nullable Task task) {
    if (task == null) {
      return Outcome.refused(
          Outcome.Refusal.UNKNOWN_TARGET,
          "There is no task with the number %d.".formatted(wanted.task()));
    }
    Cause cause = Objects.requireNonNullElse(wanted.cause(), commandCause);
    Optional<Outcome<Effort>> loop = Session.loop(cause, "Effort on task " + task.number());
    if (loop.isPresent()) {
      return loop.get();
    }
    String fault = fault(wanted, task);
    if (fault != null) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE, "Effort on task %d: %s".formatted(task.number(), fault));
    }
    Instant at = wanted.at() == null ? now : wanted.at().truncatedTo(ChronoUnit.MICROS);
    String text = wanted.text() == null || wanted.text().isBlank() ? null : wanted.text();
    return Outcome.done(
        new Effort(
            id,
            task.number(),
            Objects.requireNonNullElse(wanted.person(), cause.words()),
            at,
            wanted.span().toSeconds(),
            text,
            now,
            cause));
  }

  private @Nullable String fault(NewEffort wanted, Task task) {
    Duration span = wanted.span();
    if (span.toSeconds() == 0 || span.abs().compareTo(MOST) > 0) {
      return "a span is from one second to %d days, or negative to correct one, not %s"
          .formatted(MOST.toDays(), span);
    }
    if (task.effort() + span.toSeconds() < 0) {
      return "it would be less than nothing: %d seconds were spent so far, and %s is taken off"
          .formatted(task.effort(), span.negated());
    }
    Instant at = wanted.at();
    if (at != null && at.isAfter(now)) {
      return "the work is done at " + at + ", which is not over yet";
    }
    String text = wanted.text();
    return text != null && text.length() > LONGEST_TEXT
        ? "its text is %,d characters long; at most %,d are taken"
            .formatted(text.length(), LONGEST_TEXT)
        : null;
  }

  private Task spent(Task task, long seconds) {
    long sum = task.effort() + seconds;
    return new Task(
        task.number(),
        task.key(),
        session
            .catalogue()
            .calculated(
                ObjectKind.TASK, task.fields().with(FieldNames.EFFORT, sum == 0 ? null : sum)),
        task.setByPerson(),
        task.times().changed(now),
        task.createdBy(),
        task.version() + 1);
  }
}
