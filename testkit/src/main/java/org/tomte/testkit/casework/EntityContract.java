package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.casework.CaseworkContract.map;
import static org.tomte.testkit.casework.CaseworkContract.refused;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Role;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EditedEntity;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityEdit;
import org.tomte.casework.entity.EntityEdit.Action;
import org.tomte.casework.entity.EntityFilter;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.EntityType;
import org.tomte.casework.entity.HarvestSettings;
import org.tomte.casework.entity.RelatedEntity;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentEdit;
import org.tomte.casework.observable.OwnAssets;
import org.tomte.casework.setting.WorkSettings;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.triage.NewTriageEvent;

/** What every store of the data layer must do for entities. */
public abstract class EntityContract {
  private static final Access ADA = Access.person("ada", Role.ANALYST);
  private static final Access EVE = Access.person("eve", Role.ANALYST);

  private CaseworkFixture fixture;
  private String ip;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
    ip = "10.%d.%d.1".formatted(fixture.daemon >> 8, fixture.daemon & 255); // no other test's
  }

  private static EntityName ip(String value) {
    return new EntityName(EntityType.IP, value);
  }

  private static EntityName user(String value) {
    return new EntityName(EntityType.USER, value);
  }

  private CaseworkReader reader() {
    return store().reader();
  }

  private List<String> held(ObjectRef object) {
    return reader().entities(object).stream().map(each -> each.name().toString()).toList();
  }

  private Outcome<EditedEntity> edit(Cause cause, EntityName name, Action action) {
    return fixture
        .doing(cause, c -> c.editEntities(List.of(EntityEdit.of(name, action))))
        .getFirst();
  }

  private long task(String title, @Nullable Long incident) {
    return fixture
        .doing(
            fixture.byPerson,
            c ->
                c.createTasks(
                    List.of(new NewTask(null, incident, map("title", title), null, null))))
        .getFirst()
        .orThrow()
        .task()
        .number();
  }

  @Test
  void whereAnEntityWasSeenIsToldForEveryKindOfObject() {
    Incident one = fixture.open(fixture.byDaemon, map("title", "Beacon to " + ip));
    Incident two = fixture.open(fixture.byDaemon, map("description", "again " + ip));
    long event = fixture.addToTriage(fixture.byDaemon, map("title", "Login from " + ip));
    long task = task("Block " + ip, null);
    long note =
        fixture.doing(fixture.byPerson, c -> c.addNote(two.ref(), ip + " is a proxy")).orThrow();

    assertThat(reader().seenIn(ip(ip)))
        .containsExactlyEntriesOf(
            new java.util.TreeMap<>(
                Map.of(
                    ObjectKind.INCIDENT, 2L,
                    ObjectKind.TRIAGE_EVENT, 1L,
                    ObjectKind.NOTE, 1L,
                    ObjectKind.TASK, 1L)));
    assertThat(reader().seenIn(ip(ip), ObjectKind.INCIDENT, 0, 1)).containsExactly(one.ref());
    assertThat(reader().seenIn(ip(ip), ObjectKind.INCIDENT, one.number(), 9))
        .containsExactly(two.ref());
    assertThat(reader().seenIn(ip(ip), ObjectKind.TRIAGE_EVENT, 0, 9))
        .containsExactly(ObjectRef.triageEvent(event));
    assertThat(reader().seenIn(ip(ip), ObjectKind.TASK, 0, 9))
        .containsExactly(ObjectRef.task(task));
    assertThat(reader().seenIn(ip(ip), ObjectKind.NOTE, 0, 9))
        .containsExactly(ObjectRef.note(note));
  }

  @Test
  void anEntityLongerThanAnIndexTakesIsFoundInTriageEvents() {
    EntityName url = new EntityName(EntityType.URL, "http://a.example/" + "x".repeat(6_000) + ip);
    NewTriageEvent wanted =
        new NewTriageEvent(map("title", "x"), List.of(url), null, fixture.byDaemon, null);
    long id =
        fixture.doing(fixture.byDaemon, c -> c.addToTriage(List.of(wanted))).getFirst().orThrow();
    assertThat(reader().seenIn(url, ObjectKind.TRIAGE_EVENT, 0, 9))
        .containsExactly(ObjectRef.triageEvent(id));
  }

  @Test
  void whatIsRestrictedHidesItsEntities() {
    Incident secret =
        fixture.open(
            fixture.byPerson, map("title", "Insider at " + ip, "restricted", true, "owner", "ada"));
    task("Watch " + ip, secret.number());
    fixture.doing(fixture.byPerson, c -> c.addNote(secret.ref(), "seen: " + ip)).orThrow();

    assertThat(reader().as(ADA).seenIn(ip(ip)))
        .containsOnlyKeys(ObjectKind.INCIDENT, ObjectKind.TASK, ObjectKind.NOTE);
    assertThat(reader().as(ADA).entity(ip(ip))).isPresent();
    assertThat(reader().as(EVE).seenIn(ip(ip))).isEmpty();
    assertThat(reader().as(EVE).entity(ip(ip))).isEmpty();
    EntityFilter filter = new EntityFilter(EntityType.IP, ip, null, null);
    assertThat(reader().as(ADA).entities(filter, 0, 9)).hasSize(1);
    assertThat(reader().as(EVE).entities(filter, 0, 9)).isEmpty();
    Incident open = fixture.open(fixture.byPerson, map("title", ip));
    assertThat(reader().as(EVE).seenIn(ip(ip), ObjectKind.INCIDENT, 0, 9))
        .containsExactly(open.ref());
    assertThat(reader().as(EVE).entities(filter, 0, 9)).hasSize(1);
  }

  @Test
  void whatIncidentsHaveInCommonIsRelated() {
    String second = ip.substring(0, ip.length() - 1) + "2";
    String third = ip.substring(0, ip.length() - 1) + "3";
    fixture.open(fixture.byPerson, map("title", ip + " and " + second));
    fixture.open(fixture.byPerson, map("title", ip + " and " + second + " and " + third));
    fixture.open(
        fixture.byPerson, map("title", ip + " " + third, "restricted", true, "owner", "ada"));
    List<RelatedEntity> related = reader().as(EVE).related(ip(ip), 9);
    assertThat(related)
        .extracting(each -> each.entity().name())
        .containsExactly(ip(second), ip(third));
    assertThat(related).extracting(RelatedEntity::incidents).containsExactly(2L, 1L);
    assertThat(reader().related(ip(ip), 9))
        .extracting(RelatedEntity::incidents)
        .containsExactly(2L, 2L);
  }

  @Test
  void fieldsThatHoldEntitiesAreHarvestedButNotWhatIsOurOwn() {
    fixture.work(
        WorkSettings.STANDARD,
        OwnAssets.of(List.of("ours.example"), List.of("192.0.2.0/24")),
        CustomField.of("sender", "email", List.of(), ""),
        CustomField.of("host", "ip", List.of(), ""),
        CustomField.of("digest", "hash", List.of(), ""),
        CustomField.of("file", "file-name", List.of(), ""),
        CustomField.of("victim", "user", List.of(), ""));
    String md5 = "d41d8cd98f00b204e9800998ecf8427e";
    Incident incident =
        fixture.open(
            fixture.byDaemon,
            map(
                "custom.sender", "x@evil.example",
                "custom.host", ip,
                "custom.digest", md5,
                "custom.file", "run me",
                "custom.victim", "ann"));
    assertThat(held(incident.ref()))
        .containsExactly("email:x@evil.example", "file:run me", "ip:" + ip, "hash:" + md5);

    fixture.doing(
        fixture.byDaemon,
        c ->
            c.updateIncident(
                incident.number(),
                map("custom.host", "192.0.2.9", "custom.sender", "bob@mail.ours.example"),
                false));
    assertThat(held(incident.ref())).hasSize(4); // what was there stays, our own does not come
  }

  @Test
  void harvestingIsSwitchedByField() {
    HarvestSettings harvest =
        new HarvestSettings(
            Map.of(ObjectKind.INCIDENT, List.of("description"), ObjectKind.NOTE, List.of()),
            true,
            Set.of());
    fixture.work(
        new WorkSettings(harvest, 100, 5, WorkSettings.STANDARD.discardReasons()),
        OwnAssets.none(),
        CustomField.of("victim", "user", List.of(), ""));
    Incident incident =
        fixture.open(fixture.byPerson, map("title", "About " + ip, "custom.victim", "ann"));
    fixture.doing(fixture.byPerson, c -> c.addNote(incident.ref(), ip)).orThrow();
    assertThat(held(incident.ref())).containsExactly("user:ann");
    fixture.doing(
        fixture.byPerson, c -> c.updateIncident(incident.number(), map("description", ip), false));
    assertThat(held(incident.ref())).containsExactly("ip:" + ip, "user:ann");
  }

  @Test
  void whatAPersonUntiedStaysUntiedUntilAPersonTiesIt() {
    Incident incident = fixture.open(fixture.byPerson, map("title", "From " + ip));
    assertThat(
            fixture.doing(fixture.byPerson, c -> c.untieEntity(incident.ref(), ip(ip))).orThrow())
        .isTrue();
    assertThat(
            fixture.doing(fixture.byPerson, c -> c.untieEntity(incident.ref(), ip(ip))).orThrow())
        .isFalse();
    fixture.doing(
        fixture.byDaemon,
        c ->
            c.editIncidents(
                List.of(
                    IncidentEdit.of(
                        incident.number(),
                        new IncidentEdit.Action.Set(map("description", "again " + ip), false)))));
    assertThat(held(incident.ref())).isEmpty();
    assertThat(reader().seenIn(ip(ip))).isEmpty();

    assertThat(fixture.doing(fixture.byPerson, c -> c.tieEntity(incident.ref(), ip(ip))).orThrow())
        .isTrue();
    assertThat(fixture.doing(fixture.byPerson, c -> c.tieEntity(incident.ref(), ip(ip))).orThrow())
        .isFalse();
    assertThat(held(incident.ref())).containsExactly("ip:" + ip);
    assertThat(reader().history(incident.ref()))
        .filteredOn(change -> change.field().equals(Change.ENTITY))
        .extracting(Change::after)
        .containsExactly(null, "ip:" + ip);
    Outcome<Boolean> lost =
        fixture.doing(fixture.byPerson, c -> c.tieEntity(ObjectRef.incident(999_999_999), ip(ip)));
    assertThat(refused(lost).why()).isEqualTo(Refusal.UNKNOWN_TARGET);
  }

  @Test
  void entitiesAreTiedToTriageEventsInTheirOwnRow() {
    long id = fixture.addToTriage(fixture.byDaemon, map("title", "x"));
    ObjectRef event = ObjectRef.triageEvent(id);
    EntityName name = user("u" + fixture.daemon);
    fixture.doing(fixture.byPerson, c -> c.tieEntity(event, name)).orThrow();
    assertThat(reader().triageEvent(id).orElseThrow().observables()).containsExactly(name);
    assertThat(reader().seenIn(name, ObjectKind.TRIAGE_EVENT, 0, 9)).containsExactly(event);
    fixture.doing(fixture.byPerson, c -> c.untieEntity(event, name)).orThrow();
    assertThat(reader().seenIn(name)).isEmpty();
  }

  @Test
  void aLockedEntityIsNotDeletedNorChangedByDaemons() {
    Incident incident = fixture.open(fixture.byPerson, map("title", "From " + ip));
    EntityName name = ip(ip);
    Action tag = new Action.Tag(Set.of("c2"), Set.of());
    edit(fixture.byDaemon, name, tag).orThrow();
    edit(fixture.byPerson, name, new Action.Lock("under watch")).orThrow();

    Action more = new Action.Tag(Set.of("botnet"), Set.of("c2"));
    assertThat(refused(edit(fixture.byDaemon, name, more)).reason())
        .contains("is locked by ada: under watch");
    assertThat(refused(edit(fixture.byDaemon, name, new Action.Unlock())).why())
        .isEqualTo(Refusal.BAD_STATE);
    assertThat(refused(edit(fixture.byPerson, name, new Action.Delete())).why())
        .isEqualTo(Refusal.BAD_STATE);
    edit(fixture.byPerson, name, more).orThrow();
    edit(fixture.byPerson, name, new Action.Set(map("description", "a proxy"))).orThrow();
    Entity entity = reader().entity(name).orElseThrow();
    assertThat(entity.tags()).containsExactly("botnet");
    assertThat(entity.description()).isEqualTo("a proxy");
    assertThat(entity.lock()).isEqualTo(new Entity.Lock("ada", fixture.now, "under watch"));
    assertThat(reader().entities(new EntityFilter(null, ip, "botnet", true), 0, 9))
        .containsExactly(entity);
    assertThat(reader().entities(new EntityFilter(null, ip, null, false), 0, 9)).isEmpty();

    edit(fixture.byPerson, name, new Action.Unlock()).orThrow();
    edit(fixture.byPerson, name, new Action.Delete()).orThrow();
    assertThat(reader().entity(name)).isEmpty();
    assertThat(held(incident.ref())).isEmpty();
    assertThat(reader().history(entity.ref()))
        .extracting(Change::field)
        .containsExactly("tags", "lock", "tags", "description", "lock", Change.DELETED);
    assertThat(refused(edit(fixture.byPerson, name, tag)).why()).isEqualTo(Refusal.UNKNOWN_TARGET);
  }

  @Test
  void tasksHoldWhatTheirTextNames() {
    long number = task("Ask about it", null);
    fixture.doing(
        fixture.byPerson,
        c ->
            c.editTasks(
                List.of(
                    TaskEdit.of(
                        number,
                        new TaskEdit.Action.Set(map("description", "Block " + ip), false)))));
    assertThat(held(ObjectRef.task(number))).containsExactly("ip:" + ip);
  }
}
