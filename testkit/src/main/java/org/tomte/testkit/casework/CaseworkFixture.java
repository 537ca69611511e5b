package org.tomte.testkit.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Role;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangeFeed;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.EntityType;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.observable.OwnAssets;
import org.tomte.casework.people.Person;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.setting.WorkSettings;
import org.tomte.casework.triage.NewTriageEvent;
import org.tomte.casework.workflow.Workflow;

/** Commands on a store with a clock that is moved by hand and a harvester of IPv4 addresses. */
final class CaseworkFixture {
  private static final AtomicInteger DAEMONS = new AtomicInteger(1_000);
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

  final CaseworkStore store;

  /** A daemon that no other test uses. */
  final int daemon = DAEMONS.incrementAndGet();

  final Cause byDaemon =
      Cause.Daemon.of(daemon, Instant.parse("2026-11-25T03:17:00Z"), "script-attached");

  /** What the team set; a test may set something else. */
  CaseSettings settings = CaseSettings.STANDARD.harvestedBy(CaseworkFixture::harvest);

  final Cause byPerson = new Cause.Person("ada");
  Instant now = Instant.parse("2026-11-25T03:17:00.123456Z");

  CaseworkFixture(CaseworkStore store) {
    this.store = store;
  }

  /** Adds fields of the team's own. */
  void define(CustomField... fields) {
    settings = settingsWith(settings.workflow(), fields);
  }

  /** Incidents are worked on in another way. */
  void workBy(Workflow workflow) {
    settings = settingsWith(workflow, settings.customFields().toArray(new CustomField[0]));
  }

  /** These people work here. */
  void employ(Person... people) {
    settings =
        CaseSettings.of(
                settings.workflow(),
                settings.customFields(),
                List.of(people),
                settings.teams().values(),
                settings.own(),
                settings.work())
            .harvestedBy(CaseworkFixture::harvest);
  }

  /** The daily work is done in another way. */
  void work(WorkSettings work, OwnAssets own, CustomField... fields) {
    settings =
        CaseSettings.of(
                settings.workflow(),
                List.of(fields),
                settings.people().values(),
                settings.teams().values(),
                own,
                work)
            .harvestedBy(CaseworkFixture::harvest);
  }

  private CaseSettings settingsWith(Workflow workflow, CustomField... fields) {
    return CaseSettings.of(
            workflow,
            List.of(fields),
            settings.people().values(),
            settings.teams().values(),
            settings.own())
        .harvestedBy(CaseworkFixture::harvest);
  }

  private static List<EntityName> harvest(String text) {
    List<EntityName> names = new ArrayList<>();
    Matcher matcher = IPV4.matcher(text);
    while (matcher.find()) {
      names.add(new EntityName(EntityType.IP, matcher.group()));
    }
    return names;
  }

  /** Commands in a transaction of their own; people who are not defined may do everything. */
  <T> T doing(Cause cause, Function<Casework, T> commands) {
    CaseworkContext context = CaseworkContext.of(() -> now, settings);
    return cause instanceof Cause.Person person && !settings.people().containsKey(person.name())
        ? doing(cause, context.actedBy(Access.person(person.name(), Role.ADMINISTRATOR)), commands)
        : doing(cause, context, commands);
  }

  /** The same; people who are not defined may do nothing. */
  <T> T strictly(Cause cause, Function<Casework, T> commands) {
    return doing(cause, CaseworkContext.of(() -> now, settings), commands);
  }

  private <T> T doing(Cause cause, CaseworkContext context, Function<Casework, T> commands) {
    return store.inTransaction(
        transaction -> commands.apply(new Casework(transaction, cause, context)));
  }

  Incident open(Cause cause, Map<String, @Nullable Object> fields) {
    return doing(
            cause, casework -> casework.createIncidents(List.of(NewIncident.of("general", fields))))
        .getFirst()
        .orThrow();
  }

  long addToTriage(Cause cause, Map<String, @Nullable Object> fields) {
    return doing(cause, casework -> casework.addToTriage(List.of(NewTriageEvent.of(fields))))
        .getFirst()
        .orThrow();
  }

  Incident incident(long number) {
    return store.reader().incident(number).orElseThrow();
  }

  /** Everything in the feed after a place, read in small pages. */
  static List<Change> readAll(ChangeFeed feed, ChangePosition after) {
    List<Change> all = new ArrayList<>();
    ChangePosition from = after;
    for (List<Change> page = feed.read(from, 7); !page.isEmpty(); page = feed.read(from, 7)) {
      all.addAll(page);
      from = page.getLast().position();
    }
    return all;
  }
}
