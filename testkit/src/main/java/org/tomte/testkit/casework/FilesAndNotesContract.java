package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.casework.CaseworkContract.map;
import static org.tomte.testkit.casework.CaseworkContract.refused;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.access.Role;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.FileDigests;
import org.tomte.casework.attachment.NewAttachment;
import org.tomte.casework.attachment.StoredFile;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.EntityType;
import org.tomte.casework.entity.HarvestSettings;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.casework.indicator.NewIndicator;
import org.tomte.casework.note.NewNote;
import org.tomte.casework.note.Note;
import org.tomte.casework.note.NoteEdit;
import org.tomte.casework.note.NoteEdit.Action;
import org.tomte.casework.observable.OwnAssets;
import org.tomte.casework.people.Person;
import org.tomte.casework.setting.WorkSettings;
import org.tomte.casework.triage.EditedTriageEvent;
import org.tomte.casework.triage.TriageEdit;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageStatus;
import org.tomte.casework.workflow.Words;

/** What every store of the data layer must do for files, notes and what people do in triage. */
public abstract class FilesAndNotesContract {
  private static final byte[] BYTES = "hello".getBytes(StandardCharsets.UTF_8);
  private static final Cause BEN = new Cause.Person("ben");

  private CaseworkFixture fixture;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
  }

  private CaseworkReader reader() {
    return store().reader();
  }

  private static NewAttachment file(ObjectRef object, String name, long size) {
    return new NewAttachment(
        object,
        name,
        "text/plain",
        size,
        new FileDigests("a".repeat(32), "b".repeat(40), "c".repeat(64)),
        new StoredFile(BYTES, false, null),
        new NewAttachment.About("what they sent", "R-1"),
        null);
  }

  private Outcome<Attachment> attach(ObjectRef object, String name, long size) {
    return fixture
        .doing(fixture.byPerson, c -> c.attachFiles(List.of(file(object, name, size))))
        .getFirst();
  }

  private Outcome<Note> edit(Cause cause, long note, Action action) {
    return fixture.doing(cause, c -> c.editNotes(List.of(NoteEdit.of(note, action)))).getFirst();
  }

  private long note(Cause cause, ObjectRef object, String text) {
    return fixture.doing(cause, c -> c.addNote(object, text)).orThrow();
  }

  @Test
  void aFileIsKeptWithWhatIsKnownOfIt() {
    Incident incident = fixture.open(fixture.byPerson, map("title", "x"));
    fixture.now = fixture.now.plusSeconds(9);
    Attachment attachment = attach(incident.ref(), "../../C:\\x\\in\u0000voice.js", 5).orThrow();

    assertThat(attachment.name()).isEqualTo("invoice.js");
    assertThat(reader().attachments(incident.ref())).containsExactly(attachment);
    assertThat(reader().attachment(attachment.id())).contains(attachment);
    StoredFile stored = reader().attachedFile(attachment.id()).orElseThrow();
    assertThat(stored.bytes()).isEqualTo(BYTES);
    assertThat(stored.blob()).isNull();
    assertThat(reader().entities(incident.ref()))
        .extracting(each -> each.name().type())
        .containsExactly(EntityType.FILE, EntityType.HASH, EntityType.HASH, EntityType.HASH);
    Change told = reader().history(incident.ref()).getLast();
    assertThat(told.field()).isEqualTo(Change.ATTACHMENT);
    assertThat(told.after())
        .isEqualTo(
            Map.of(
                "id", attachment.id(), "name", "invoice.js", "size", 5L, "sha256", "c".repeat(64)));
    assertThat(fixture.incident(incident.number()).lifecycle().changed()).isEqualTo(fixture.now);

    fixture
        .doing(fixture.byPerson, c -> c.removeFiles(List.of(attachment.id())))
        .getFirst()
        .orThrow();
    assertThat(reader().attachments(incident.ref())).isEmpty();
    assertThat(reader().attachedFile(attachment.id())).isEmpty();
    assertThat(reader().history(incident.ref()).getLast().after()).isNull();
    assertThat(
            refused(
                    fixture
                        .doing(fixture.byPerson, c -> c.removeFiles(List.of(attachment.id())))
                        .getFirst())
                .why())
        .isEqualTo(Refusal.UNKNOWN_TARGET);
  }

  @Test
  void filesHaveLimits() {
    fixture.work(
        new WorkSettings(HarvestSettings.STANDARD, 100, 2, Words.open()), OwnAssets.none());
    Incident incident = fixture.open(fixture.byPerson, map("title", "x"));
    assertThat(refused(attach(incident.ref(), "a.bin", 101)).reason())
        .contains("101 bytes", "at most 100");
    assertThat(refused(attach(incident.ref(), "..", 1)).why()).isEqualTo(Refusal.BAD_VALUE);
    assertThat(refused(attach(ObjectRef.incident(999_999_999), "a", 1)).why())
        .isEqualTo(Refusal.UNKNOWN_TARGET);
    NewAttachment one = file(incident.ref(), "a", 1);
    List<Outcome<Attachment>> outcomes =
        fixture.doing(fixture.byPerson, c -> c.attachFiles(List.of(one, one, one)));
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Done.class);
    assertThat(refused(outcomes.get(2)).reason()).contains("has 2 files already");
    assertThat(reader().attachments(incident.ref())).hasSize(2);
  }

  @Test
  void aFileOnANoteIsToldByWhatTheNoteIsOn() {
    Incident incident = fixture.open(fixture.byPerson, map("title", "x"));
    long note = note(fixture.byPerson, incident.ref(), "see the file");
    Attachment attachment = attach(ObjectRef.note(note), "a.txt", 5).orThrow();
    assertThat(reader().attachments(ObjectRef.note(note))).containsExactly(attachment);
    assertThat(reader().history(incident.ref()).getLast().field()).isEqualTo(Change.ATTACHMENT);

    edit(fixture.byPerson, note, new Action.Delete()).orThrow();
    assertThat(reader().attachment(attachment.id())).isEmpty();
    assertThat(reader().history(incident.ref()).getLast().before()).isEqualTo(attachment.told());
  }

  @Test
  void aConvertedEventTakesNotesFilesAndEntitiesWithIt() {
    long id = fixture.addToTriage(fixture.byDaemon, map("title", "Login from 198.51.100.77"));
    ObjectRef event = ObjectRef.triageEvent(id);
    note(BEN, event, "known proxy 198.51.100.78");
    attach(event, "log.txt", 5).orThrow();

    Incident incident =
        fixture.doing(fixture.byPerson, c -> c.convert(id, "general", map())).orThrow();

    taken(incident, id);
    assertThat(reader().history(event)).extracting(Change::field).contains("incident", "status");
  }

  private void taken(Incident incident, long id) {
    Note note = reader().notes(incident.ref()).getLast();
    assertThat(note.text()).isEqualTo("known proxy 198.51.100.78");
    assertThat(note.by()).isEqualTo(BEN);
    Attachment attachment = reader().attachments(incident.ref()).getFirst();
    assertThat(attachment.name()).isEqualTo("log.txt");
    assertThat(reader().attachedFile(attachment.id()).orElseThrow().bytes()).isEqualTo(BYTES);
    assertThat(reader().entities(incident.ref()))
        .extracting(each -> each.name().value())
        .contains("198.51.100.77", "198.51.100.78", "log.txt", "c".repeat(64));
    assertThat(reader().history(incident.ref()))
        .filteredOn(change -> change.field().equals(Change.TRIAGE_EVENT))
        .extracting(Change::after)
        .containsExactly(id);
    TriageEvent left = reader().triageEvent(id).orElseThrow();
    assertThat(left.status()).isEqualTo(TriageStatus.CONVERTED);
    assertThat(left.fields().get("incident")).isEqualTo(incident.number());
  }

  @Test
  void eventsAreAttachedToAnIncident() {
    Incident incident = fixture.open(fixture.byPerson, map("title", "the incident"));
    long id = fixture.addToTriage(fixture.byDaemon, map("title", "Login from 198.51.100.77"));
    note(BEN, ObjectRef.triageEvent(id), "known proxy 198.51.100.78");
    attach(ObjectRef.triageEvent(id), "log.txt", 5).orThrow();
    List<Outcome<Long>> outcomes =
        fixture.doing(
            fixture.byPerson,
            c -> c.attachTriage(List.of(id, id, 999_999_999L), incident.number()));
    assertThat(outcomes.getFirst().orThrow()).isEqualTo(id);
    assertThat(refused(outcomes.get(1)).why()).isEqualTo(Refusal.UNKNOWN_TARGET);
    assertThat(refused(outcomes.get(2)).why()).isEqualTo(Refusal.UNKNOWN_TARGET);
    taken(incident, id);
    assertThat(fixture.incident(incident.number()).title()).isEqualTo("the incident");
    Outcome<Long> again =
        fixture
            .doing(fixture.byPerson, c -> c.attachTriage(List.of(id), incident.number()))
            .getFirst();
    assertThat(refused(again).reason()).contains("converted already");
  }

  @Test
  void anEventIsGivenToSomebodyElseAndDiscardedForAReasonOfTheSettings() {
    fixture.work(
        new WorkSettings(
            HarvestSettings.STANDARD, 100, 2, new Words(List.of("duplicate", "test"), false)),
        OwnAssets.none());
    long id = fixture.addToTriage(fixture.byDaemon, map("title", "x"));
    assertThat(triage(id, new TriageEdit.Action.Reassign("ben")).orThrow().event().status())
        .isEqualTo(TriageStatus.NEW);
    triage(id, new TriageEdit.Action.Grab("ada")).orThrow();
    triage(id, new TriageEdit.Action.Reassign("ben")).orThrow();
    TriageEvent event = reader().triageEvent(id).orElseThrow();
    assertThat(event.status()).isEqualTo(TriageStatus.GRABBED);
    assertThat(event.fields().text("owner")).isEqualTo("ben");
    assertThat(refused(triage(id, new TriageEdit.Action.Discard("duplicat"))).reason())
        .contains("did you mean 'duplicate'?");
    triage(id, new TriageEdit.Action.Discard("duplicate")).orThrow();
    assertThat(refused(triage(id, new TriageEdit.Action.Reassign("x"))).why())
        .isEqualTo(Refusal.BAD_STATE);
  }

  private Outcome<EditedTriageEvent> triage(long id, TriageEdit.Action action) {
    return fixture
        .doing(fixture.byPerson, c -> c.editTriage(List.of(TriageEdit.of(id, action))))
        .getFirst();
  }

  @Test
  void aNoteIsChangedOnlyByWhoeverWroteIt() {
    fixture.employ(
        new Person("ada", null, null, Role.ANALYST, null, true),
        new Person("ben", null, null, Role.ADMINISTRATOR, null, true));
    Incident incident = fixture.open(fixture.byPerson, map("title", "x"));
    long id = note(fixture.byPerson, incident.ref(), "ask @ben, not @carl or a@ben");
    assertThat(reader().note(id).orElseThrow().mentions()).containsExactly("ben");

    assertThat(refused(edit(BEN, id, new Action.Rewrite("no"))).reason())
        .contains("was written by ada");
    assertThat(refused(edit(fixture.byDaemon, id, new Action.Delete())).why())
        .isEqualTo(Refusal.BAD_STATE);
    fixture.now = fixture.now.plusSeconds(9);
    Note after =
        edit(fixture.byPerson, id, new Action.Rewrite("ask @ada about 203.0.113.9")).orThrow();
    assertThat(reader().notes(incident.ref())).containsExactly(after);
    assertThat(after.edited()).isEqualTo(fixture.now);
    assertThat(after.mentions()).containsExactly("ada");
    assertThat(reader().entities(incident.ref()))
        .extracting(each -> each.name().value())
        .containsExactly("203.0.113.9");
    edit(BEN, id, new Action.Flag(true, null)).orThrow();
    edit(BEN, id, new Action.Flag(null, true)).orThrow();
    assertThat(reader().note(id).orElseThrow().flags()).isEqualTo(new Note.Flags(true, true));
    edit(BEN, id, new Action.Delete()).orThrow();
    assertThat(reader().notes(incident.ref())).isEmpty();

    List<Change> changes =
        reader().history(incident.ref()).stream()
            .filter(change -> change.field().equals(Change.NOTE))
            .toList();
    assertThat(changes).hasSize(5);
    assertThat(text(changes.get(1).before())).isEqualTo("ask @ben, not @carl or a@ben");
    assertThat(text(changes.getLast().before())).isEqualTo("ask @ada about 203.0.113.9");
    assertThat(changes.getLast().after()).isNull();
  }

  private static String text(@Nullable Object told) {
    return String.valueOf(((Map<?, ?>) Objects.requireNonNull(told)).get("text"));
  }

  @Test
  void notesAreWrittenOnIndicatorsAndEntities() {
    Incident incident = fixture.open(fixture.byPerson, map("title", "From 203.0.113.78"));
    EntityName name = new EntityName(EntityType.IP, "203.0.113.78");
    assertThat(reader().entities(incident.ref())).hasSize(1);
    ObjectRef entity = reader().entity(name).orElseThrow().ref();
    long id = note(fixture.byPerson, entity, "a scanner of a university");
    assertThat(reader().notes(entity)).extracting(Note::id).containsExactly(id);
    assertThat(reader().history(entity).getLast().field()).isEqualTo(Change.NOTE);

    ObjectRef indicator =
        fixture
            .doing(
                fixture.byPerson,
                c ->
                    c.seeIndicators(
                        List.of(
                            NewIndicator.of(
                                new IndicatorName(IndicatorType.IP, "203.0.113.78"), map()))))
            .getFirst()
            .orThrow()
            .indicator()
            .ref();
    NewNote flagged = new NewNote(indicator, "watch it", new Note.Flags(true, false), null);
    fixture.doing(fixture.byPerson, c -> c.addNotes(List.of(flagged))).getFirst().orThrow();
    assertThat(reader().notes(indicator).getFirst().flags().pinned()).isTrue();
    assertThat(
            refused(
                    fixture.doing(
                        fixture.byPerson,
                        c -> c.addNote(new ObjectRef(ObjectKind.ENTITY, 999_999_999), "x")))
                .why())
        .isEqualTo(Refusal.UNKNOWN_TARGET);
  }
}
