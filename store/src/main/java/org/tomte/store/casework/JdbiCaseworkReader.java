package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.CreatedCount;
import org.tomte.casework.access.Access;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.StoredFile;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityFilter;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.RelatedEntity;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.incident.Track;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.casework.note.Note;
import org.tomte.casework.search.SearchCount;
import org.tomte.casework.search.SearchPage;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.Seen;
import org.tomte.casework.search.SeenBy;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.Approval;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.timeline.TimelineEntry;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageFilter;

/** Reads what is committed in the database. */
public final class JdbiCaseworkReader implements CaseworkReader {

  private static final String MERGED =
      """
      number IN (WITH RECURSIVE below (number) AS (
          SELECT number FROM incident WHERE duplicate_of = :into
          UNION
          SELECT incident.number FROM incident JOIN below ON incident.duplicate_of = below.number)
        SELECT number FROM below)
      """;

  private final Jdbi jdbi;
  private final Visibility visibility;

  /** Reads everything over connections of this pool. */
  public JdbiCaseworkReader(Jdbi jdbi) {
    this(jdbi, Access.SYSTEM);
  }

  private JdbiCaseworkReader(Jdbi jdbi, Access access) {
    this.jdbi = jdbi;
    this.visibility = new Visibility(access);
  }

  @Override
  public CaseworkReader as(Access other) {
    return new JdbiCaseworkReader(jdbi, other);
  }

  @Override
  public Optional<Incident> incident(long number) {
    return incidents(List.of(number)).stream().findFirst();
  }

  @Override
  public List<Incident> incidents(Collection<Long> numbers) {
    return incidents(
        visible(new Conditions().and("number = ANY (:numbers)", "numbers", Bound.longs(numbers))));
  }

  @Override
  public List<Incident> incidents(IncidentFilter filter, long after, int limit) {
    Conditions conditions =
        visible(IncidentConditions.of(filter).and("number > :after", "after", after));
    String sql =
        "SELECT * FROM incident WHERE %s ORDER BY number LIMIT :limit".formatted(conditions.text());
    return jdbi.withHandle(handle ->
        conditions
            .bind(handle.createQuery(sql))
            .bind("limit", limit)
            .map(new IncidentRow())
            .list());
  }

  @Override
  public List<Incident> children(long parent) {
    return incidents(
        visible(
            new Conditions()
                .and("incident.parent = :parent", "parent", parent)
                .and("deleted IS NULL")));
  }

  @Override
  public List<Incident> merged(long into) {
    return incidents(visible(new Conditions().and(MERGED, "into", into)));
  }

  @Override
  public Map<Long, List<SlaClock>> clocks(Collection<Long> incidents) {
    List<Long> seen = incidents(incidents).stream().map(Incident::number).toList();
    return jdbi.withHandle(handle -> new JdbiClocks(handle).of(seen));
  }

  private List<Incident> incidents(Conditions conditions) {
    String sql = "SELECT * FROM incident WHERE %s ORDER BY number".formatted(conditions.text());
    return jdbi.withHandle(
        handle -> conditions.bind(handle.createQuery(sql)).map(new IncidentRow()).list());
  }

  private Conditions visible(Conditions conditions) {
    return visibility.of(ObjectKind.INCIDENT, conditions, "incident");
  }

  @Override
  public Optional<TriageEvent> triageEvent(long id) {
    return triageEvents(List.of(id)).stream().findFirst();
  }

  @Override
  public List<TriageEvent> triageEvents(Collection<Long> ids) {
    Conditions conditions =
        visibility.of(
            ObjectKind.TRIAGE_EVENT,
            new Conditions().and("id = ANY (:ids)", "ids", Bound.longs(ids)),
            "triage_event");
    String sql = "SELECT * FROM triage_event WHERE %s ORDER BY id".formatted(conditions.text());
    return jdbi.withHandle(
        handle -> conditions.bind(handle.createQuery(sql)).map(new TriageRow()).list());
  }

  @Override
  public List<TriageEvent> triageEvents(TriageFilter filter, long after, int limit) {
    Conditions conditions =
        visibility.of(
            ObjectKind.TRIAGE_EVENT,
            TriageConditions.of(filter).and("id > :after", "after", after),
            "triage_event");
    String sql =
        "SELECT * FROM triage_event WHERE %s ORDER BY id LIMIT :limit".formatted(conditions.text());
    return jdbi.withHandle(handle ->
        conditions.bind(handle.createQuery(sql)).bind("limit", limit).map(new TriageRow()).list());
  }

  @Override
  public Optional<Task> task(long number) {
    return tasks(List.of(number)).stream().findFirst();
  }

  @Override
  public List<Task> tasks(Collection<Long> numbers) {
    Conditions conditions =
        visibility.of(
            ObjectKind.TASK,
            new Conditions().and("number = ANY (:numbers)", "numbers", Bound.longs(numbers)),
            "task");
    String sql = "SELECT * FROM task WHERE %s ORDER BY number".formatted(conditions.text());
    return jdbi.withHandle(
        handle -> conditions.bind(handle.createQuery(sql)).map(new TaskRow()).list());
  }

  @Override
  public List<Task> tasks(TaskFilter filter, long after, int limit) {
    Conditions conditions =
        new Conditions()
            .and("number > :after", "after", after)
            .and("incident = :incident", "incident", filter.incident())
            .and("owner = :owner", "owner", filter.owner())
            .and("authoriser = :authoriser", "authoriser", filter.authoriser())
            .and("cause_daemon = :daemon", "daemon", filter.daemon());
    Approval approval = filter.approval();
    if (approval == Approval.NONE) {
      conditions.and("approval IS NULL");
    } else if (approval != null) {
      conditions.and("approval = :approval", "approval", approval.word());
    }
    past(conditions, "due", filter.dueBefore());
    past(conditions, "reminder", filter.remindBefore());
    if (filter.closed() != null) {
      conditions.and(filter.closed() ? "closed IS NOT NULL" : "closed IS NULL");
    }
    visibility.of(ObjectKind.TASK, conditions, "task");
    String sql =
        "SELECT * FROM task WHERE %s ORDER BY number LIMIT :limit".formatted(conditions.text());
    return jdbi.withHandle(handle ->
        conditions.bind(handle.createQuery(sql)).bind("limit", limit).map(new TaskRow()).list());
  }

  /** Only open ones whose time in a column is before an instant. */
  private static void past(Conditions conditions, String column, @Nullable Instant at) {
    if (at != null) {
      conditions
          .and("closed IS NULL")
          .and("%1$s < :%1$s".formatted(column), column, Bound.time(at));
    }
  }

  @Override
  public List<Effort> efforts(long task) {
    Conditions conditions =
        visibility.objects(new Conditions().and("task = :task", "task", task), "4", ":task");
    String sql = "SELECT * FROM task_effort WHERE %s ORDER BY id".formatted(conditions.text());
    return jdbi.withHandle(
        handle -> conditions.bind(handle.createQuery(sql)).map(new EffortRow()).list());
  }

  @Override
  public Optional<Indicator> indicator(long id) {
    return indicators(List.of(id)).stream().findFirst();
  }

  @Override
  public List<Indicator> indicators(Collection<Long> ids) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT * FROM indicator WHERE id = ANY (:ids) ORDER BY id")
            .bind("ids", Bound.longs(ids))
            .map(new IndicatorRow())
            .list());
  }

  @Override
  public List<Indicator> indicators(IndicatorFilter filter, long after, int limit) {
    IndicatorType type = filter.type();
    String value = filter.value();
    Conditions conditions =
        new Conditions()
            .and("id > :after", "after", after)
            .and("type = :type", "type", type == null ? null : type.word())
            .and("value = :value", "value", value)
            .and("cause_daemon = :daemon", "daemon", filter.daemon());
    if (value != null) {
      // Values have no index of their own; the digests of what it can be have one.
      conditions.and("digest = ANY (:digests)", "digests", Digest.ofAnyType(value));
    }
    String sql =
        "SELECT * FROM indicator WHERE %s ORDER BY id LIMIT :limit".formatted(conditions.text());
    return jdbi.withHandle(handle ->
        conditions
            .bind(handle.createQuery(sql))
            .bind("limit", limit)
            .map(new IndicatorRow())
            .list());
  }

  @Override
  public <T> SearchPage<T> search(SearchTarget<T> target, SearchRequest request) {
    return jdbi.withHandle(handle -> new SearchQueries<>(target, request, visibility).page(handle));
  }

  @Override
  public <T> List<Seen<T>> seen(SearchTarget<T> target, SearchRequest request, SeenBy by) {
    return jdbi.withHandle(
        handle -> new SearchQueries<>(target, request, visibility).seen(handle, by));
  }

  @Override
  public <T> SearchCount count(SearchTarget<T> target, SearchRequest request, int most) {
    return jdbi.withHandle(
        handle -> new SearchQueries<>(target, request, visibility).count(handle, most));
  }

  @Override
  public List<Interval> intervals(long incident) {
    Conditions conditions =
        visibility.belonging(
            new Conditions().and("incident = :incident", "incident", incident), ":incident");
    String sql =
        "SELECT * FROM incident_interval WHERE %s ORDER BY track, sequence"
            .formatted(conditions.text());
    return jdbi.withHandle(handle ->
        conditions.bind(handle.createQuery(sql)).map((row, context) -> interval(row)).list());
  }

  static Interval interval(ResultSet row) throws SQLException {
    return new Interval(
        row.getLong("incident"),
        row.getInt("track") == Track.STATUS.code() ? Track.STATUS : Track.PHASE,
        Columns.present(row, "value"),
        Columns.presentTime(row, "began"),
        Columns.time(row, "ended"),
        CauseColumns.read(row));
  }

  /** The condition that rows are of an object that is not hidden. */
  private Conditions on(ObjectRef object) {
    return visibility.objects(
        new Conditions()
            .and("object_kind = :kind", "kind", object.kind().code())
            .and("object_id = :id", "id", object.id()),
        ":kind",
        ":id");
  }

  @Override
  public List<Note> notes(ObjectRef object) {
    return jdbi.withHandle(handle -> JdbiNotes.read(handle, on(object)));
  }

  @Override
  public Optional<Note> note(long id) {
    Conditions conditions =
        visibility.of(ObjectKind.NOTE, new Conditions().and("id = :id", "id", id), "note");
    return jdbi.withHandle(handle -> JdbiNotes.read(handle, conditions).stream().findFirst());
  }

  @Override
  public List<Attachment> attachments(ObjectRef object) {
    return jdbi.withHandle(handle -> JdbiAttachments.read(handle, on(object)));
  }

  @Override
  public Optional<Attachment> attachment(long id) {
    Conditions conditions = onAttachment(id);
    return jdbi.withHandle(handle -> JdbiAttachments.read(handle, conditions).stream().findFirst());
  }

  @Override
  public Optional<StoredFile> attachedFile(long id) {
    Conditions conditions = onAttachment(id);
    return jdbi.withHandle(handle -> JdbiAttachments.file(handle, conditions));
  }

  /** The condition that it is the attachment of an id, on an object that is not hidden. */
  private Conditions onAttachment(long id) {
    return visibility.objects(
        new Conditions().and("id = :id", "id", id),
        "attachment.object_kind",
        "attachment.object_id");
  }

  @Override
  public Optional<Entity> entity(EntityName name) {
    return jdbi.withHandle(handle -> new EntitySightings(handle, visibility).entity(name));
  }

  @Override
  public List<Entity> entities(EntityFilter filter, long after, int limit) {
    return jdbi.withHandle(
        handle -> new EntitySightings(handle, visibility).entities(filter, after, limit));
  }

  @Override
  public SortedMap<ObjectKind, Long> seenIn(EntityName name) {
    return jdbi.withHandle(handle -> new EntitySightings(handle, visibility).count(name));
  }

  @Override
  public List<ObjectRef> seenIn(EntityName name, ObjectKind kind, long after, int limit) {
    return jdbi.withHandle(handle ->
        new EntitySightings(handle, visibility)
            .of(name, kind, after, limit).stream().map(id -> new ObjectRef(kind, id)).toList());
  }

  @Override
  public List<RelatedEntity> related(EntityName name, int limit) {
    return jdbi.withHandle(handle -> new EntitySightings(handle, visibility).related(name, limit));
  }

  @Override
  public List<Entity> entities(ObjectRef object) {
    return jdbi.withHandle(handle -> JdbiEntities.read(handle, on(object)));
  }

  @Override
  public List<Change> history(ObjectRef object) {
    return jdbi.withHandle(handle -> Histories.of(handle, on(object)));
  }

  @Override
  public List<TimelineEntry> timeline(ObjectRef object, long after, int limit) {
    Conditions conditions = visibility.objects(new Conditions(), ":kind", ":id");
    return jdbi.withHandle(handle -> Histories.timeline(handle, object, conditions, after, limit));
  }

  @Override
  public Set<ObjectRef> visible(Collection<ObjectRef> objects) {
    Conditions conditions =
        visibility.objects(new Conditions(), "wanted.kind", "wanted.id").and("true");
    String sql =
        "SELECT kind, id FROM unnest(:kinds, :ids) AS wanted (kind, id) WHERE " + conditions.text();
    return jdbi.withHandle(handle ->
        conditions
            .bind(handle.createQuery(sql))
            .bind(
                "kinds",
                Bound.longs(objects.stream().map(each -> (long) each.kind().code()).toList()))
            .bind("ids", Bound.longs(objects.stream().map(ObjectRef::id).toList()))
            .map((row, context) ->
                new ObjectRef(ObjectKind.of(row.getInt("kind")), row.getLong("id")))
            .set());
  }

  @Override
  public List<CreatedCount> createdSince(Instant since) {
    Conditions incidents = visible(new Conditions().and("true"));
    Conditions others = new Conditions().and("true");
    String events = visibility.of(ObjectKind.TRIAGE_EVENT, others, "triage_event").text();
    String notes = visibility.of(ObjectKind.NOTE, new Conditions().and("true"), "note").text();
    String tasks = visibility.of(ObjectKind.TASK, new Conditions().and("true"), "task").text();
    String sql =
        """
        SELECT cause_daemon, 1 AS kind, count(*) AS number FROM incident
        WHERE cause_daemon IS NOT NULL AND opened >= :since AND %s GROUP BY cause_daemon
        UNION ALL
        SELECT cause_daemon, 2, count(*) FROM triage_event
        WHERE cause_daemon IS NOT NULL AND created >= :since AND %s GROUP BY cause_daemon
        UNION ALL
        SELECT cause_daemon, 3, count(*) FROM note
        WHERE cause_daemon IS NOT NULL AND written >= :since AND %s GROUP BY cause_daemon
        UNION ALL
        SELECT cause_daemon, 4, count(*) FROM task
        WHERE cause_daemon IS NOT NULL AND created >= :since AND %s GROUP BY cause_daemon
        UNION ALL
        SELECT cause_daemon, 5, count(*) FROM indicator
        WHERE cause_daemon IS NOT NULL AND created >= :since GROUP BY cause_daemon
        ORDER BY cause_daemon, kind
        """
            .formatted(incidents.text(), events, notes, tasks);
    return jdbi.withHandle(handle ->
        incidents
            .bind(handle.createQuery(sql))
            .bind("since", Bound.time(since))
            .map((row, context) ->
                new CreatedCount(
                    row.getInt("cause_daemon"),
                    ObjectKind.of(row.getInt("kind")),
                    row.getLong("number")))
            .list());
  }
}
