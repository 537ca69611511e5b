package org.tomte.casework.search;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/**
 * A kind of object that can be searched, with the type of its objects.
 *
 * @param <T> the type of its objects
 */
public final class SearchTarget<T> {
  /** Incidents. */
  public static final SearchTarget<Incident> INCIDENTS =
      new SearchTarget<>(ObjectKind.INCIDENT, Incident.class, Incident::number, ObjectValues::of);

  /** Triage events. */
  public static final SearchTarget<TriageEvent> TRIAGE_EVENTS =
      new SearchTarget<>(
          ObjectKind.TRIAGE_EVENT, TriageEvent.class, TriageEvent::id, ObjectValues::of);

  /** Tasks. */
  public static final SearchTarget<Task> TASKS =
      new SearchTarget<>(ObjectKind.TASK, Task.class, Task::number, ObjectValues::of);

  /** Indicators. */
  public static final SearchTarget<Indicator> INDICATORS =
      new SearchTarget<>(ObjectKind.INDICATOR, Indicator.class, Indicator::id, ObjectValues::of);

  private final ObjectKind kind;
  private final Class<T> type;
  private final ToLongFunction<T> id;
  private final Function<T, ObjectValues.Stored> values;

  private SearchTarget(
      ObjectKind kind,
      Class<T> type,
      ToLongFunction<T> id,
      Function<T, ObjectValues.Stored> values) {
    this.kind = kind;
    this.type = type;
    this.id = id;
    this.values = values;
  }

  /** The kind. */
  public ObjectKind kind() {
    return kind;
  }

  /** The type of its objects. */
  public Class<T> type() {
    return type;
  }

  /** The number of an object. */
  public long id(T object) {
    return id.applyAsLong(object);
  }

  /** The name of an object in changes. */
  public ObjectRef ref(T object) {
    return new ObjectRef(kind, id(object));
  }

  /** How long something of an object has been so, at an instant; null when it is not set. */
  public @Nullable Duration span(T object, SearchFields fields, SearchField field, Instant now) {
    return values(object, fields, now).get(field) instanceof Duration span ? span : null;
  }

  /** The values of an object's fields at an instant. */
  ObjectValues values(T object, SearchFields fields, Instant now) {
    return new ObjectValues(values.apply(object), fields, now);
  }

  /**
   * Where an object stands in an order.
   *
   * @param fields the fields of this kind
   */
  public Cursor place(T object, SearchRequest request) {
    Sort sort = request.sort();
    return new Cursor(
        sort,
        MemorySearch.sortValue(values(object, request.fields(), request.now()), request),
        id(object));
  }
}
