package org.tomte.casework.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.CreatedCount;
import org.tomte.casework.access.Access;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.Attachments;
import org.tomte.casework.attachment.StoredFile;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityFilter;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.RelatedEntity;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.note.Note;
import org.tomte.casework.search.Cursor;
import org.tomte.casework.search.MemorySearch;
import org.tomte.casework.search.SearchCount;
import org.tomte.casework.search.SearchPage;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.Seen;
import org.tomte.casework.search.SeenBy;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.timeline.TimelineEntry;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageFilter;

/** Reads from memory. */
final class MemoryReader implements CaseworkReader {
  private final MemoryTables tables;
  private final Access access;

  MemoryReader(MemoryTables tables, Access access) {
    this.tables = tables;
    this.access = access;
  }

  @Override
  public CaseworkReader as(Access other) {
    return new MemoryReader(tables, other);
  }

  @Override
  public Optional<Incident> incident(long number) {
    return Optional.ofNullable(tables.incidents.get(number))
        .filter(incident -> incident.isSeenBy(access));
  }

  @Override
  public List<Incident> incidents(Collection<Long> numbers) {
    return numbers.stream().distinct().sorted().flatMap(n -> incident(n).stream()).toList();
  }

  @Override
  public List<Incident> incidents(IncidentFilter filter, long after, int limit) {
    return matching(filter, after).limit(limit).toList();
  }

  @Override
  public List<Incident> children(long parent) {
    return tables.incidents.rows().values().stream()
        .filter(incident -> Long.valueOf(parent).equals(incident.parent()) && !incident.deleted())
        .filter(incident -> incident.isSeenBy(access))
        .toList();
  }

  @Override
  public List<Incident> merged(long into) {
    return tables.incidents.rows().values().stream()
        .filter(incident -> mergedInto(incident, into))
        .filter(incident -> incident.isSeenBy(access))
        .toList();
  }

  private boolean mergedInto(Incident incident, long into) {
    Incident at = incident;
    while (at != null && at.duplicateOf() != null) {
      if (at.duplicateOf() == into) {
        return true;
      }
      at = tables.incidents.get(at.duplicateOf());
    }
    return false;
  }

  private Stream<Incident> matching(IncidentFilter filter, long after) {
    return tables.incidents.rows().tailMap(after, false).values().stream()
        .filter(incident -> incident.isSeenBy(access))
        .filter(
            incident -> filter.matches(incident, filter.unattended() && attended(incident.ref())));
  }

  @Override
  public Map<Long, List<SlaClock>> clocks(Collection<Long> incidents) {
    return new MemoryClocks(tables)
        .of(incidents(incidents).stream().map(Incident::number).toList());
  }

  private boolean attended(ObjectRef object) {
    return changes(object).anyMatch(change -> change.cause() instanceof Cause.Person);
  }

  @Override
  public Optional<TriageEvent> triageEvent(long id) {
    return Optional.ofNullable(tables.triageEvents.get(id))
        .map(MemoryTables.TriageRow::event)
        .filter(event -> seesIncident(event.incident()));
  }

  @Override
  public List<TriageEvent> triageEvents(Collection<Long> ids) {
    return ids.stream().distinct().sorted().flatMap(id -> triageEvent(id).stream()).toList();
  }

  @Override
  public List<TriageEvent> triageEvents(TriageFilter filter, long after, int limit) {
    return tables.triageEvents.rows().tailMap(after, false).values().stream()
        .map(MemoryTables.TriageRow::event)
        .filter(filter::matches)
        .filter(event -> seesIncident(event.incident()))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Task> task(long number) {
    return Optional.ofNullable(tables.tasks.get(number))
        .filter(task -> seesIncident(task.incident()));
  }

  @Override
  public List<Task> tasks(Collection<Long> numbers) {
    return numbers.stream().distinct().sorted().flatMap(n -> task(n).stream()).toList();
  }

  @Override
  public List<Task> tasks(TaskFilter filter, long after, int limit) {
    return tables.tasks.rows().tailMap(after, false).values().stream()
        .filter(filter::matches)
        .filter(task -> seesIncident(task.incident()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Effort> efforts(long task) {
    return tables.efforts.rows().values().stream()
        .filter(each -> each.task() == task && sees(ObjectRef.task(task)))
        .toList();
  }

  @Override
  public Optional<Indicator> indicator(long id) {
    IndicatorName name = tables.indicatorNames.get(id);
    return name == null ? Optional.empty() : Optional.ofNullable(tables.indicators.get(name));
  }

  @Override
  public List<Indicator> indicators(Collection<Long> ids) {
    return ids.stream().distinct().sorted().flatMap(id -> indicator(id).stream()).toList();
  }

  @Override
  public List<Indicator> indicators(IndicatorFilter filter, long after, int limit) {
    return tables.indicatorNames.rows().tailMap(after, false).keySet().stream()
        .flatMap(id -> indicator(id).stream())
        .filter(filter::matches)
        .limit(limit)
        .toList();
  }

  @Override
  public <T> SearchPage<T> search(SearchTarget<T> target, SearchRequest request) {
    return MemorySearch.page(target, all(target), request);
  }

  @Override
  public <T> SearchCount count(SearchTarget<T> target, SearchRequest request, int most) {
    return MemorySearch.count(target, all(target), request, most);
  }

  @Override
  public <T> List<Seen<T>> seen(SearchTarget<T> target, SearchRequest request, SeenBy by) {
    Cursor after = request.after();
    return all(target).stream()
        .filter(object -> after == null || target.id(object) > after.id())
        .filter(object -> MemorySearch.meets(target, object, request))
        .filter(object -> !by.unattended() || unattended(target.ref(object), object))
        .flatMap(object -> seen(target, object, by).stream())
        .limit(request.limit())
        .toList();
  }

  private boolean unattended(ObjectRef ref, Object object) {
    return object instanceof Incident incident
        && incident.fields().get(FieldNames.OWNER) == null
        && !attended(ref);
  }

  private <T> Optional<Seen<T>> seen(SearchTarget<T> target, T object, SeenBy by) {
    Integer daemon = by.daemon();
    return history(target.ref(object)).stream()
        .filter(change -> daemon == null || !daemon.equals(change.cause().daemonIdentity()))
        .max(Comparator.comparingLong(change -> change.position().sequence()))
        .map(last -> new Seen<>(object, last.position(), last.at(), last.cause().depth()));
  }

  private <T> List<T> all(SearchTarget<T> target) {
    Collection<?> objects =
        switch (target.kind()) {
          case INCIDENT -> tables.incidents.rows().values();
          case TRIAGE_EVENT ->
              tables.triageEvents.rows().values().stream()
                  .map(MemoryTables.TriageRow::event)
                  .toList();
          case TASK -> tables.tasks.rows().values();
          case INDICATOR -> tables.indicators.rows().values();
          case NOTE, ENTITY -> List.of();
        };
    return objects.stream()
        .map(target.type()::cast)
        .filter(object -> sees(target.ref(object)))
        .toList();
  }

  @Override
  public List<Interval> intervals(long incident) {
    return tables.intervals.rows().values().stream()
        .filter(interval -> interval.incident() == incident && seesIncident(incident))
        .toList();
  }

  @Override
  public List<Note> notes(ObjectRef object) {
    return tables.notes.rows().values().stream()
        .filter(note -> note.object().equals(object) && sees(object))
        .toList();
  }

  @Override
  public Optional<Note> note(long id) {
    return Optional.ofNullable(tables.notes.get(id)).filter(note -> sees(note.object()));
  }

  @Override
  public List<Attachment> attachments(ObjectRef object) {
    return sees(object) ? new MemoryAttachments(tables).of(object) : List.of();
  }

  @Override
  public Optional<Attachment> attachment(long id) {
    return filed(id).map(Attachments.Filed::attachment);
  }

  @Override
  public Optional<StoredFile> attachedFile(long id) {
    return filed(id).map(Attachments.Filed::file);
  }

  private Optional<Attachments.Filed> filed(long id) {
    return Optional.ofNullable(tables.attachments.get(id))
        .filter(filed -> sees(filed.attachment().object()));
  }

  @Override
  public List<Entity> entities(ObjectRef object) {
    return sees(object) ? new MemoryEntities(tables).of(object) : List.of();
  }

  @Override
  public Optional<Entity> entity(EntityName name) {
    return sightings().entity(name);
  }

  @Override
  public List<Entity> entities(EntityFilter filter, long after, int limit) {
    return sightings().entities(filter, after, limit);
  }

  @Override
  public SortedMap<ObjectKind, Long> seenIn(EntityName name) {
    return sightings().count(name);
  }

  @Override
  public List<ObjectRef> seenIn(EntityName name, ObjectKind kind, long after, int limit) {
    return sightings()
        .of(name, kind)
        .filter(id -> id > after)
        .limit(limit)
        .mapToObj(id -> new ObjectRef(kind, id))
        .toList();
  }

  @Override
  public List<RelatedEntity> related(EntityName name, int limit) {
    return sightings().related(name, limit);
  }

  private MemorySightings sightings() {
    return new MemorySightings(tables, access.restricted(), this::sees);
  }

  @Override
  public List<Change> history(ObjectRef object) {
    return sees(object) ? changesOf(object) : List.of();
  }

  private List<Change> changesOf(ObjectRef object) {
    Stream<Change> creation =
        object.kind() == ObjectKind.TRIAGE_EVENT
            ? Optional.ofNullable(tables.triageEvents.get(object.id())).stream()
                .map(MemoryTables.TriageRow::creation)
            : Stream.of();
    return Stream.concat(creation, changes(object))
        .sorted(Comparator.comparingLong(change -> change.position().sequence()))
        .toList();
  }

  @Override
  public List<TimelineEntry> timeline(ObjectRef object, long after, int limit) {
    return sees(object)
        ? MemoryTimeline.of(tables, object, this::changesOf).stream()
            .filter(entry -> entry.position().sequence() > after)
            .limit(limit)
            .toList()
        : List.of();
  }

  @Override
  public Set<ObjectRef> visible(Collection<ObjectRef> objects) {
    return objects.stream().filter(this::sees).collect(Collectors.toSet());
  }

  /** Whether an object is not hidden, however it hangs on an incident. */
  private boolean sees(ObjectRef object) {
    return switch (object.kind()) {
      case INCIDENT -> seesIncident(object.id());
      case TASK -> {
        Task task = tables.tasks.get(object.id());
        yield task == null || seesIncident(task.incident());
      }
      case TRIAGE_EVENT -> {
        MemoryTables.TriageRow row = tables.triageEvents.get(object.id());
        yield row == null || seesIncident(row.event().incident());
      }
      case NOTE -> {
        Note note = tables.notes.get(object.id());
        yield note == null || sees(note.object());
      }
      case INDICATOR, ENTITY -> true;
    };
  }

  private boolean seesIncident(@Nullable Long number) {
    Incident incident = number == null ? null : tables.incidents.get(number);
    return incident == null || incident.isSeenBy(access);
  }

  private Stream<Change> changes(ObjectRef object) {
    return tables.changes.rows().values().stream().filter(change -> change.object().equals(object));
  }

  @Override
  public List<CreatedCount> createdSince(Instant since) {
    Map<Integer, Map<ObjectKind, Long>> counts = new TreeMap<>();
    for (Incident incident : tables.incidents.rows().values()) {
      if (incident.isSeenBy(access) && !incident.lifecycle().opened().isBefore(since)) {
        count(counts, ObjectKind.INCIDENT, incident.createdBy());
      }
    }
    for (MemoryTables.TriageRow row : tables.triageEvents.rows().values()) {
      if (sees(row.event().ref()) && !row.event().created().isBefore(since)) {
        count(counts, ObjectKind.TRIAGE_EVENT, row.event().createdBy());
      }
    }
    for (Note note : tables.notes.rows().values()) {
      if (sees(note.object()) && !note.written().isBefore(since)) {
        count(counts, ObjectKind.NOTE, note.by());
      }
    }
    countTasksAndIndicators(counts, since);
    List<CreatedCount> created = new ArrayList<>();
    counts.forEach((daemon, kinds) ->
        kinds.forEach((kind, count) -> created.add(new CreatedCount(daemon, kind, count))));
    return created;
  }

  private void countTasksAndIndicators(Map<Integer, Map<ObjectKind, Long>> counts, Instant since) {
    for (Task task : tables.tasks.rows().values()) {
      if (sees(task.ref()) && !task.times().created().isBefore(since)) {
        count(counts, ObjectKind.TASK, task.createdBy());
      }
    }
    for (Indicator indicator : tables.indicators.rows().values()) {
      if (!indicator.times().created().isBefore(since)) {
        count(counts, ObjectKind.INDICATOR, indicator.createdBy());
      }
    }
  }

  private static void count(
      Map<Integer, Map<ObjectKind, Long>> counts, ObjectKind kind, Cause cause) {
    if (cause instanceof Cause.Daemon daemon) {
      counts.computeIfAbsent(daemon.daemon(), key -> new TreeMap<>()).merge(kind, 1L, Long::sum);
    }
  }
}
