package org.tomte.casework.search;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Lifecycle;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/** The values of one object by the names of its {@link SearchFields}, at an instant. */
public final class ObjectValues {
  private final Stored values;
  private final SearchFields fields;
  private final Instant now;

  /** What is stored under the name of a field; null when it is not set. */
  @FunctionalInterface
  interface Stored {
    @Nullable Object get(String name);
  }

  ObjectValues(Stored values, SearchFields fields, Instant now) {
    this.values = values;
    this.fields = fields;
    this.now = now;
  }

  static Stored of(Incident incident) {
    Lifecycle life = incident.lifecycle();
    return name ->
        switch (name) {
          case "number" -> incident.number();
          case "label" -> incident.label();
          case "opened" -> life.opened();
          case "closed" -> life.closed();
          case "changed" -> life.changed();
          case SearchFields.DELETED -> life.deleted();
          case "statusSince" -> life.statusSince();
          case "phaseSince" -> life.phaseSince();
          case "closures" -> (long) life.closures();
          case "reopens" -> (long) life.reopens();
          default -> plain(name, incident.fields(), incident.createdBy());
        };
  }

  static Stored of(TriageEvent event) {
    return name ->
        switch (name) {
          case "id" -> event.id();
          case FieldNames.STATUS -> event.status().word();
          case "created" -> event.created();
          case "observables" -> event.observables().stream().map(Object::toString).toList();
          default -> plain(name, event.fields(), event.createdBy());
        };
  }

  static Stored of(Task task) {
    return name ->
        switch (name) {
          case "number" -> task.number();
          case "key" -> task.key() == null ? null : task.key().text();
          case "created" -> task.times().created();
          case "closed" -> task.times().closed();
          case "changed" -> task.times().changed();
          default -> plain(name, task.fields(), task.createdBy());
        };
  }

  static Stored of(Indicator indicator) {
    return name ->
        switch (name) {
          case "id" -> indicator.id();
          case FieldNames.TYPE -> indicator.name().type().word();
          case FieldNames.VALUE -> indicator.name().value();
          case FieldNames.FIRST_SEEN -> indicator.sightings().first();
          case FieldNames.LAST_SEEN -> indicator.sightings().last();
          case "sightings" -> indicator.sightings().count();
          case "created" -> indicator.times().created();
          case "changed" -> indicator.times().changed();
          default -> plain(name, indicator.fields(), indicator.createdBy());
        };
  }

  private static @Nullable Object plain(String name, FieldValues fields, Cause cause) {
    return switch (name) {
      case "createdBy.kind" ->
          switch (cause) {
            case Cause.Daemon _ -> "daemon";
            case Cause.Person _ -> "person";
            case Cause.Import _ -> "import";
          };
      case "createdBy.name" ->
          switch (cause) {
            case Cause.Daemon _ -> null;
            case Cause.Person person -> person.name();
            case Cause.Import imported -> imported.name();
          };
      case "createdBy.daemon" ->
          cause instanceof Cause.Daemon daemon ? (Object) (long) daemon.daemon() : null;
      case "createdBy.rule" -> cause instanceof Cause.Daemon daemon ? daemon.rule() : null;
      default -> fields.get(name);
    };
  }

  Instant now() {
    return now;
  }

  /**
   * The value of a field as its type says: {@link String}, {@link Long}, {@link Double}, {@link
   * Boolean}, {@link Instant}, {@link Duration} or a list of texts that is not empty; null when it
   * is not set.
   */
  @Nullable Object get(SearchField field) {
    Object value = values.get(field.name());
    return switch (field.type()) {
      case TEXT, CHOICE -> value == null ? null : value.toString();
      case WHOLE, DECIMAL -> value instanceof Number ? value : null;
      case FLAG -> value instanceof Boolean ? value : null;
      case TEXTS -> value instanceof List<?> list && !list.isEmpty() ? list : null;
      case TIME -> value instanceof Instant instant ? instant : time(value);
      case SPAN -> span(field);
    };
  }

  private @Nullable Duration span(SearchField field) {
    SearchField.Since since = field.since();
    if (since == null || !(get(fields.field(since.from())) instanceof Instant from)) {
      return null;
    }
    Object ended = since.until() == null ? null : get(fields.field(since.until()));
    Duration span = Duration.between(from, ended instanceof Instant end ? end : now);
    return span.isNegative() ? Duration.ZERO : span;
  }

  /** Whether a time is in the years from 1 to 9999, in which durations may be added to it. */
  static boolean usual(Instant time) {
    int year = time.atOffset(ZoneOffset.UTC).getYear();
    return year >= 1 && year <= 9999;
  }

  /** A stored time; null for a year that the database has no time for. */
  private static @Nullable Instant time(@Nullable Object value) {
    if (!(value instanceof String text)) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      return usual(time) ? time : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
