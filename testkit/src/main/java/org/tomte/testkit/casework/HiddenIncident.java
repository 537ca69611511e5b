package org.tomte.testkit.casework;

import static org.tomte.testkit.casework.CaseworkContract.map;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.Outcome;
import org.tomte.casework.attachment.FileDigests;
import org.tomte.casework.attachment.NewAttachment;
import org.tomte.casework.attachment.StoredFile;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.EntityType;
import org.tomte.casework.sla.ClockRule;
import org.tomte.casework.sla.Moment;
import org.tomte.casework.sla.ServiceLevels;
import org.tomte.casework.sla.SlaPolicy;
import org.tomte.casework.task.NewEffort;
import org.tomte.casework.task.NewTask;

/** A restricted incident that names ann, with everything that can hang on one. */
final class HiddenIncident {
  /** Stands in every text of it. */
  static final String MARK = "xyzzy-secret";

  private final CaseworkFixture fixture;
  final long event;
  final long incident;
  final long task;
  final long version;
  final EntityName entity;
  final long note;
  final long attachment;

  /** Everybody sees it; one that is hidden belongs to it and was merged into it. */
  final long family;

  HiddenIncident(CaseworkFixture fixture) {
    this.fixture = fixture;
    event = fixture.addToTriage(fixture.byDaemon, map("title", MARK + " 203.0.113.77"));
    incident =
        fixture
            .doing(by("ann"), c -> c.convert(event, "general", map("owner", "ann")))
            .orThrow()
            .number();
    family = fixture.open(by("ann"), map("title", "family")).number();
    fixture.settings = fixture.settings.promising(promise());
    twin();
    NewTask wanted = new NewTask(null, incident, map("title", MARK), null, null);
    task =
        fixture
            .doing(by("ann"), c -> c.createTasks(List.of(wanted)))
            .getFirst()
            .orThrow()
            .task()
            .number();
    entity = new EntityName(EntityType.USER, MARK + incident);
    note =
        fixture
            .doing(by("ann"), c -> c.addNote(ObjectRef.task(task), MARK + " on the task"))
            .orThrow();
    hang();
    attachment = attached();
    fixture
        .doing(
            by("ann"),
            c -> c.updateIncident(incident, map("status", "open", "phase", "containment"), true))
        .orThrow();
    fixture
        .doing(by("ann"), c -> c.updateIncident(incident, map("restricted", true), true))
        .orThrow();
    version = fixture.store.reader().incident(incident).orElseThrow().version();
  }

  /** Another that is hidden, belongs to one that everybody sees and was merged into it. */
  private void twin() {
    Map<String, @Nullable Object> fields =
        map("title", MARK, "owner", "ann", "restricted", true, "parent", family);
    long twin = fixture.open(by("ann"), fields).number();
    fixture.doing(by("ann"), c -> c.merge(family, List.of(twin), null)).forEach(Outcome::orThrow);
  }

  /** Notes, entities and efforts. */
  private void hang() {
    for (ObjectRef object :
        List.of(ObjectRef.incident(incident), ObjectRef.task(task), ObjectRef.triageEvent(event))) {
      fixture.doing(by("ann"), c -> c.addNote(object, MARK)).orThrow();
    }
    for (ObjectRef object : List.of(ObjectRef.incident(incident), ObjectRef.task(task))) {
      fixture.doing(by("ann"), c -> c.tieEntity(object, entity)).orThrow();
    }
    fixture
        .doing(by("ann"), c -> c.addEfforts(List.of(NewEffort.of(task, Duration.ofHours(1), MARK))))
        .forEach(Outcome::orThrow);
  }

  /** So that it has a clock, which must not be told either. */
  private static ServiceLevels promise() {
    ClockRule resolve =
        new ClockRule(
            "resolve", new Moment.Opened(), new Moment.Closed(), Map.of(), Duration.ofHours(1));
    SlaPolicy policy =
        new SlaPolicy("standard", SlaPolicy.Scope.ALL, null, Set.of(), List.of(resolve));
    return new ServiceLevels(List.of(policy), Map.of());
  }

  /** On all three objects; gives that of the incident. */
  private long attached() {
    List<NewAttachment> files = new ArrayList<>();
    for (ObjectRef object :
        List.of(ObjectRef.incident(incident), ObjectRef.task(task), ObjectRef.triageEvent(event))) {
      FileDigests digests = new FileDigests("a".repeat(32), "b".repeat(40), "c".repeat(64));
      StoredFile stored = new StoredFile(null, false, MARK);
      NewAttachment.About about = NewAttachment.About.NOTHING;
      files.add(new NewAttachment(object, MARK, "text/plain", 1, digests, stored, about, null));
    }
    return fixture.doing(by("ann"), c -> c.attachFiles(files)).getFirst().orThrow().id();
  }

  boolean isIn(String answer) {
    return answer.contains(MARK)
        || answer.startsWith("{INCIDENT=")
        || answer.contains("203.0.113.77")
        || answer.matches(
            "(?s).*(incident|task|triage-event) (%d|%d|%d)\\b.*".formatted(incident, task, event))
        || answer.contains("incident=%d,".formatted(incident))
        || answer.contains("number=%d,".formatted(task) + " key=null");
  }

  private static Cause by(String name) {
    return new Cause.Person(name);
  }
}
