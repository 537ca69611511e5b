package org.tomte.casework.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.Casework;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.note.NewNote;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.triage.NewTriageEvent;
import org.tomte.casework.triage.TriageEdit;
import org.tomte.casework.workflow.Phase;
import org.tomte.casework.workflow.Status;
import org.tomte.casework.workflow.Words;
import org.tomte.casework.workflow.Workflow;

/** One incident from the first sign of it to its last closing. */
final class SampleHistory {
  /** By whom everything comes that is no person's. */
  static final Cause SOURCE = new Cause.Import("samples");

  private static final List<String> NOTES =
      List.of(
          "Asked {user} for the time of the first mail.",
          "The owner of {host} is on leave; the deputy was called.",
          "Logs of {host} saved.",
          "Same sender as last week: {outside-mail}.",
          "Nothing else from {ip} in the last 30 days.",
          "Told the team lead.",
          "Waiting for the provider.");
  private static final List<String> TASKS =
      List.of(
          "Reset the password of {user}",
          "Reinstall {host}",
          "Block {outside-host} at the proxy",
          "Search all mailboxes for {outside-mail}",
          "Write the report");
  private static final List<String> REASONS =
      List.of(
          "true-positive",
          "true-positive",
          "true-positive",
          "benign-positive",
          "false-positive",
          "inconclusive");
  private static final List<String> DISCARDED =
      List.of("false alarm", "newsletter", "known scanner", "test", "no harm done");

  private final SampleKind kind;
  private final Workflow workflow;
  private final SampleShifts shifts;
  private final @Nullable String team;
  private final RandomGenerator random;
  private final SampleWords words;
  private long number;

  SampleHistory(
      SampleKind kind,
      Workflow workflow,
      SampleShifts shifts,
      @Nullable String team,
      RandomGenerator random) {
    this.kind = kind;
    this.workflow = workflow;
    this.shifts = shifts;
    this.team = team;
    this.random = random;
    this.words = new SampleWords(random);
  }

  /** The number of the incident; 0 as long as it is not there. */
  long number() {
    return number;
  }

  private Cause.Person somebody(Instant at) {
    return new Cause.Person(shifts.somebody(at, random));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /**
   * Plans everything.
   *
   * @param before one of the same kind that this may be a duplicate of; null for none
   */
  void plan(SampleAgenda agenda, Instant opened, @Nullable SampleHistory before) {
    String severity = severity();
    Map<String, @Nullable Object> fields = fields(severity, opened);
    if (chance(kind.triaged())) {
      byTriage(agenda, opened, fields);
    } else {
      agenda.at(
          opened,
          casework ->
              number =
                  casework
                      .as(SOURCE)
                      .createIncidents(List.of(NewIncident.of(SampleHistories.TEMPLATE, fields)))
                      .getFirst()
                      .orThrow()
                      .number());
    }
    boolean mayStopEarly = workflow.phases().stream().noneMatch(Phase::mandatory);
    if (before != null && mayStopEarly && chance(12)) {
      duplicate(agenda, opened, before);
    } else {
      work(agenda, opened, severity);
    }
    noise(agenda, opened);
  }

  private String severity() {
    String wanted = words.one(kind.severities());
    return workflow.severities().contains(wanted) ? wanted : words.one(workflow.severities());
  }

  private String among(String wanted, Words offered) {
    return offered.others() || offered.offered().contains(wanted) || offered.offered().isEmpty()
        ? wanted
        : words.one(offered.offered());
  }

  private Map<String, @Nullable Object> fields(String severity, Instant opened) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    fields.put(FieldNames.TITLE, words.fill(words.one(kind.titles())));
    List<String> sentences = new ArrayList<>();
    for (String sentence : kind.sentences()) {
      if (chance(65)) {
        sentences.add(words.fill(sentence));
      }
    }
    if (!sentences.isEmpty()) {
      fields.put(FieldNames.DESCRIPTION, String.join(" ", sentences));
    }
    fields.put(FieldNames.TYPE, among(kind.type(), workflow.types()));
    fields.put(FieldNames.CATEGORY, among(kind.category(), workflow.categories()));
    fields.put(FieldNames.SEVERITY, severity);
    fields.put(FieldNames.TAGS, List.of("sample", chance(50) ? kind.type() : kind.category()));
    Instant began = opened.minus(SampleShifts.around(180, 1.2, random));
    fields.put(FieldNames.START_TIME, began.toString());
    if (team != null) {
      fields.put(FieldNames.TEAM, team);
    }
    return fields;
  }

  private void byTriage(SampleAgenda agenda, Instant opened, Map<String, @Nullable Object> fields) {
    Instant seen = opened.minus(SampleShifts.around(35, 0.9, random));
    Instant grabbed = opened.minus(Duration.between(seen, opened).dividedBy(3));
    Cause.Person judge = somebody(grabbed);
    long[] event = new long[1];
    agenda.at(
        seen,
        casework ->
            event[0] =
                casework
                    .as(SOURCE)
                    .addToTriage(List.of(NewTriageEvent.of(fields)))
                    .getFirst()
                    .orThrow());
    agenda.at(grabbed, casework -> grab(casework.as(judge), event[0], judge));
    agenda.at(
        opened,
        casework ->
            number =
                casework
                    .as(judge)
                    .convert(
                        event[0],
                        SampleHistories.TEMPLATE,
                        Map.of(FieldNames.TITLE, String.valueOf(fields.get(FieldNames.TITLE))))
                    .orThrow()
                    .number());
  }

  private static void grab(Casework casework, long event, Cause.Person judge) {
    casework
        .editTriage(List.of(TriageEdit.of(event, new TriageEdit.Action.Grab(judge.name()))))
        .getFirst()
        .orThrow();
  }

  private void duplicate(SampleAgenda agenda, Instant opened, SampleHistory before) {
    Instant at = opened.plus(SampleShifts.around(25, 0.8, random));
    Cause.Person who = somebody(at);
    agenda.at(
        at,
        casework -> {
          casework
              .as(who)
              .updateIncident(number, Map.of(FieldNames.PARENT, before.number()), false)
              .orThrow();
          close(casework.as(who), "duplicate", null);
        });
  }

  private void close(Casework casework, String reason, @Nullable String note) {
    List<String> offered = workflow.closing().reasons();
    String word =
        workflow.closing().otherReasons() || offered.contains(reason) || offered.isEmpty()
            ? reason
            : offered.getFirst();
    casework.close(number, word, note == null ? "Closed as " + word + "." : note, true).orThrow();
  }

  /** From taking it over through all phases to the end. */
  private void work(SampleAgenda agenda, Instant opened, String severity) {
    boolean urgent = severity.equals("critical") || severity.equals("high");
    double slow = chance(5) ? 6 : 1; // what misses its time
    Instant at = opened.plus(SampleShifts.around((urgent ? 12 : 45) * slow, 1, random));
    Instant taken = at;
    Cause.Person owner = somebody(at);
    List<Status> open = workflow.statuses().stream().filter(status -> !status.closed()).toList();
    agenda.at(at, casework -> take(casework.as(owner), open, owner));
    List<String> phases = workflow.phaseNames();
    double each = kind.hours() * 60 * slow / Math.max(1, phases.size());
    for (String phase : phases.subList(1, phases.size())) {
      at = at.plus(SampleShifts.around(each, 1, random));
      Cause.Person who = chance(80) ? owner : somebody(at);
      agenda.at(at, casework -> casework.as(who).setPhase(number, phase, false).orThrow());
    }
    Instant end = at.plus(SampleShifts.around(each, 1, random));
    if (open.size() > 2 && chance(12)) {
      hold(agenda, taken, end, open, owner);
    }
    notes(agenda, taken, end);
    tasks(agenda, taken, end, slow > 1);
    ending(agenda, end, owner);
  }

  private void take(Casework casework, List<Status> open, Cause.Person owner) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    fields.put(FieldNames.OWNER, owner.name());
    fields.put(FieldNames.STATUS, open.get(Math.min(1, open.size() - 1)).name());
    if (chance(10)) {
      fields.put(FieldNames.SEVERITY, words.one(workflow.severities()));
    }
    casework.updateIncident(number, fields, false).orThrow();
  }

  private void hold(
      SampleAgenda agenda, Instant taken, Instant end, List<Status> open, Cause.Person owner) {
    Duration span = Duration.between(taken, end);
    String held = open.get(2).name();
    String back = open.get(1).name();
    agenda.at(
        taken.plus(span.dividedBy(3)),
        casework -> casework.as(owner).setStatus(number, held, false).orThrow());
    agenda.at(
        taken.plus(span.dividedBy(2)),
        casework -> casework.as(owner).setStatus(number, back, false).orThrow());
  }

  private Instant between(Instant from, Instant to) {
    return from.plusMillis(random.nextLong(Math.max(1, Duration.between(from, to).toMillis())));
  }

  private void notes(SampleAgenda agenda, Instant taken, Instant end) {
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Instant at = between(taken, end);
      String text = words.fill(words.one(NOTES));
      Cause.Person who = somebody(at);
      agenda.at(
          at,
          casework ->
              casework
                  .as(who)
                  .addNotes(List.of(NewNote.of(ObjectRef.incident(number), text)))
                  .getFirst()
                  .orThrow());
    }
  }

  private void tasks(SampleAgenda agenda, Instant taken, Instant end, boolean late) {
    int count = chance(30) ? 1 + random.nextInt(3) : 0;
    for (int i = 0; i < count; i++) {
      Instant made = between(taken, end);
      Instant done = between(made, end);
      Instant due = late || chance(10) ? between(made, done) : done.plus(Duration.ofHours(4));
      Cause.Person who = somebody(made);
      Map<String, @Nullable Object> fields = new TreeMap<>();
      fields.put(FieldNames.TITLE, words.fill(words.one(TASKS)));
      fields.put(FieldNames.OWNER, who.name());
      fields.put(FieldNames.DUE, due.toString());
      long[] task = new long[1];
      agenda.at(
          made,
          casework ->
              task[0] =
                  casework
                      .as(who)
                      .createTasks(List.of(new NewTask(null, number, fields, null, null)))
                      .getFirst()
                      .orThrow()
                      .task()
                      .number());
      agenda.at(
          done,
          casework ->
              casework
                  .as(who)
                  .editTasks(
                      List.of(TaskEdit.of(task[0], new TaskEdit.Action.Close("done", null, false))))
                  .getFirst()
                  .orThrow());
    }
  }

  private void ending(SampleAgenda agenda, Instant end, Cause.Person owner) {
    String reason = words.one(REASONS);
    agenda.at(end, casework -> close(casework.as(owner), reason, null));
    if (chance(3)) {
      Instant again = end.plus(SampleShifts.around(2_900, 0.8, random));
      Cause.Person who = somebody(again);
      agenda.at(again, casework -> casework.as(who).reopen(number).orThrow());
      Instant last = again.plus(SampleShifts.around(480, 0.9, random));
      agenda.at(last, casework -> close(casework.as(who), "true-positive", "It came back once."));
    }
  }

  /** What turned out to be nothing. */
  private void noise(SampleAgenda agenda, Instant around) {
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Instant seen = around.minus(SampleShifts.around(90, 1, random));
      Instant judged = seen.plus(SampleShifts.around(50, 1, random));
      Map<String, @Nullable Object> fields = new TreeMap<>();
      fields.put(FieldNames.TITLE, words.fill(words.one(kind.titles())));
      fields.put(FieldNames.TYPE, among(kind.type(), workflow.types()));
      fields.put(FieldNames.SEVERITY, workflow.severities().getLast());
      fields.put(FieldNames.TAGS, List.of("sample"));
      Cause.Person judge = somebody(judged);
      String reason = words.one(DISCARDED);
      long[] event = new long[1];
      agenda.at(
          seen,
          casework ->
              event[0] =
                  casework
                      .as(SOURCE)
                      .addToTriage(List.of(NewTriageEvent.of(fields)))
                      .getFirst()
                      .orThrow());
      agenda.at(
          judged,
          casework ->
              casework
                  .as(judge)
                  .editTriage(
                      List.of(TriageEdit.of(event[0], new TriageEdit.Action.Discard(reason))))
                  .getFirst()
                  .orThrow());
    }
  }
}
