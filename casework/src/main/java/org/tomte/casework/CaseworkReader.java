package org.tomte.casework;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
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
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.note.Note;
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

/** Reads what is committed, as far as whoever asks may see it. */
public interface CaseworkReader {

  /** Beyond this, it is only said that there are more. */
  int MOST_COUNTED = 10_000;

  /** How many incidents are looked at for what they have in common. */
  int MOST_COMPARED = 1_000;

  /** The same for somebody: what is restricted and does not name them is not there for them. */
  CaseworkReader as(Access access);

  /** The incident of this number; empty when there is none. */
  Optional<Incident> incident(long number);

  /** The incidents of these numbers in ascending order; unknown numbers are left out. */
  List<Incident> incidents(Collection<Long> numbers);

  /**
   * Incidents in ascending order of number.
   *
   * @param after the last number of the page before; 0 for the first
   * @param limit at least 1
   */
  List<Incident> incidents(IncidentFilter filter, long after, int limit);

  /** The incidents that belong to one, ascending; those that were deleted are left out. */
  List<Incident> children(long parent);

  /** The incidents that were merged into one, also through others, ascending. */
  List<Incident> merged(long into);

  /** The clocks of incidents in order of name; incidents without are left out. */
  Map<Long, List<SlaClock>> clocks(Collection<Long> incidents);

  /** The triage event of this id; empty when there is none. */
  Optional<TriageEvent> triageEvent(long id);

  /** The triage events of these ids in ascending order; unknown ids are left out. */
  List<TriageEvent> triageEvents(Collection<Long> ids);

  /**
   * Triage events in ascending order of id.
   *
   * @param after the last id of the page before; 0 for the first
   * @param limit at least 1
   */
  List<TriageEvent> triageEvents(TriageFilter filter, long after, int limit);

  /** The task of this number; empty when there is none. */
  Optional<Task> task(long number);

  /** The tasks of these numbers in ascending order; unknown numbers are left out. */
  List<Task> tasks(Collection<Long> numbers);

  /**
   * Tasks in ascending order of number.
   *
   * @param after the last number of the page before; 0 for the first
   * @param limit at least 1
   */
  List<Task> tasks(TaskFilter filter, long after, int limit);

  /** What was spent on a task in the order it was written down. */
  List<Effort> efforts(long task);

  /** The indicator of this id; empty when there is none. */
  Optional<Indicator> indicator(long id);

  /** The indicators of these ids in ascending order; unknown ids are left out. */
  List<Indicator> indicators(Collection<Long> ids);

  /**
   * Indicators in ascending order of id.
   *
   * @param after the last id of the page before; 0 for the first
   * @param limit at least 1
   */
  List<Indicator> indicators(IndicatorFilter filter, long after, int limit);

  /**
   * A page of objects that meet a condition, in any order.
   *
   * @throws org.tomte.casework.search.SearchFault when the request cannot be answered
   */
  <T> SearchPage<T> search(SearchTarget<T> target, SearchRequest request);

  /**
   * Objects that meet a condition in ascending order of number, each with the last change that
   * counts. The order of the request does not.
   */
  <T> List<Seen<T>> seen(SearchTarget<T> target, SearchRequest request, SeenBy by);

  /**
   * How many objects meet a condition; order, place and page of the request do not count.
   *
   * @param most up to how many are counted
   */
  <T> SearchCount count(SearchTarget<T> target, SearchRequest request, int most);

  /** The intervals of an incident, status before phase, in the order they began. */
  List<Interval> intervals(long incident);

  /** The notes on an object in the order they were written. */
  List<Note> notes(ObjectRef object);

  /** The files on an object in the order they were attached, without their bytes. */
  List<Attachment> attachments(ObjectRef object);

  /** The attachment of this id, without its bytes; empty when there is none. */
  Optional<Attachment> attachment(long id);

  /** The bytes of an attachment as they are stored; empty when there is none of this id. */
  Optional<StoredFile> attachedFile(long id);

  /** The note of this id; empty when there is none. */
  Optional<Note> note(long id);

  /** The entities that an object holds in order of type and value. */
  List<Entity> entities(ObjectRef object);

  /** The entity of this name; empty when there is none, or only what is hidden holds it. */
  Optional<Entity> entity(EntityName name);

  /**
   * Entities in ascending order of id.
   *
   * @param after the last id of the page before; 0 for the first
   * @param limit at least 1
   */
  List<Entity> entities(EntityFilter filter, long after, int limit);

  /**
   * How many objects hold an entity, by kind; at most {@link #MOST_COUNTED} of each kind are
   * counted. Kinds of which none does are left out.
   */
  SortedMap<ObjectKind, Long> seenIn(EntityName name);

  /**
   * The objects of a kind that hold an entity, in ascending order.
   *
   * @param after the last id of the page before; 0 for the first
   * @param limit at least 1
   */
  List<ObjectRef> seenIn(EntityName name, ObjectKind kind, long after, int limit);

  /**
   * What the latest incidents that hold an entity hold as well, the most common first; only the
   * latest {@link #MOST_COMPARED} are looked at.
   *
   * @param limit at least 1
   */
  List<RelatedEntity> related(EntityName name, int limit);

  /** All changes of an object in the order they were applied, its creation first. */
  List<Change> history(ObjectRef object);

  /**
   * What happened to an object, in the order in which it happened: its own changes and, for an
   * incident, those of its tasks and of the triage events it was made of. What one transaction did
   * to one object for one cause is one entry.
   *
   * @param after the sequence of the last entry of the page before; 0 for the first
   * @param limit at least 1
   */
  List<TimelineEntry> timeline(ObjectRef object, long after, int limit);

  /** Those of the objects that are not hidden, whether they exist or not. */
  Set<ObjectRef> visible(Collection<ObjectRef> objects);

  /** What each daemon created at or after an instant, in order of daemon and kind. */
  List<CreatedCount> createdSince(Instant since);
}
