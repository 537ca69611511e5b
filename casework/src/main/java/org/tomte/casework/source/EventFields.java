package org.tomte.casework.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.DurationText;
import org.tomte.api.FieldType;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Field;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Lifecycle;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/** Objects of the data layer as fields of events; a field that is not set is absent. */
final class EventFields {

  /**
   * How many daemons led to the event one after the other. A daemon that acts on it is one further.
   */
  static final String DEPTH = "depth";

  private static final String CUSTOM = "custom";

  private EventFields() {}

  static FieldType.Fields declaredIncident() {
    FieldType.Fields fields =
        FieldType.closed().with("number", FieldType.WHOLE).with("label", FieldType.TEXT);
    for (Field field : FieldCatalogue.standard().fields(ObjectKind.INCIDENT)) {
      fields = fields.with(field.name(), field.type().fieldType());
    }
    return fields
        .with(CUSTOM, FieldType.open())
        .with("opened", FieldType.TIME)
        .with("closed", FieldType.TIME)
        .with("changed", FieldType.TIME)
        .with("closures", FieldType.WHOLE)
        .with("reopens", FieldType.WHOLE)
        .with("ageSeconds", FieldType.WHOLE)
        .with("idleSeconds", FieldType.WHOLE)
        .with("statusSeconds", FieldType.WHOLE)
        .with("phaseSeconds", FieldType.WHOLE)
        .with("createdBy", declaredCause());
  }

  /** The fields of an incident as it stands; durations end at the launch of the run. */
  static Map<String, @Nullable Object> of(Incident incident, Instant launch) {
    Map<String, @Nullable Object> fields = plain(incident.fields());
    Lifecycle life = incident.lifecycle();
    fields.put("number", incident.number());
    fields.put("label", incident.label());
    fields.put("opened", life.opened().toString());
    Instant closed = life.closed();
    if (closed != null) {
      fields.put("closed", closed.toString());
    }
    fields.put("changed", life.changed().toString());
    fields.put("closures", (long) life.closures());
    fields.put("reopens", (long) life.reopens());
    fields.put("ageSeconds", seconds(life.opened(), closed == null ? launch : closed));
    fields.put("idleSeconds", seconds(life.changed(), launch));
    fields.put("statusSeconds", seconds(life.statusSince(), launch));
    fields.put("phaseSeconds", seconds(life.phaseSince(), closed == null ? launch : closed));
    fields.put("createdBy", of(incident.createdBy()));
    return fields;
  }

  static FieldType.Fields declaredTriageEvent() {
    FieldType.Fields fields = FieldType.closed().with("id", FieldType.WHOLE);
    for (Field field : FieldCatalogue.standard().fields(ObjectKind.TRIAGE_EVENT)) {
      fields = fields.with(field.name(), field.type().fieldType());
    }
    return fields
        .with(CUSTOM, FieldType.open())
        .with("created", FieldType.TIME)
        .with("observables", FieldType.listOf(FieldType.TEXT))
        .with("createdBy", declaredCause());
  }

  /** The fields of a triage event as it stands. */
  static Map<String, @Nullable Object> of(TriageEvent event) {
    Map<String, @Nullable Object> fields = plain(event.fields());
    fields.put("id", event.id());
    fields.put(FieldNames.STATUS, event.status().word());
    fields.put("created", event.created().toString());
    fields.put("observables", event.observables().stream().map(Object::toString).toList());
    fields.put("createdBy", of(event.createdBy()));
    return fields;
  }

  static FieldType.Fields declaredTask() {
    return declared(FieldType.closed().with("number", FieldType.WHOLE), ObjectKind.TASK)
        .with("key", FieldType.TEXT)
        .with("created", FieldType.TIME)
        .with("closed", FieldType.TIME)
        .with("changed", FieldType.TIME)
        .with("createdBy", declaredCause());
  }

  /** The fields of a task as it stands. */
  static Map<String, @Nullable Object> of(Task task) {
    Map<String, @Nullable Object> fields = plain(task.fields());
    fields.put("number", task.number());
    if (task.key() != null) {
      fields.put("key", task.key().text());
    }
    fields.put("created", task.times().created().toString());
    Instant closed = task.times().closed();
    if (closed != null) {
      fields.put("closed", closed.toString());
    }
    fields.put("changed", task.times().changed().toString());
    fields.put("createdBy", of(task.createdBy()));
    return fields;
  }

  static FieldType.Fields declaredIndicator() {
    return declared(FieldType.closed().with("id", FieldType.WHOLE), ObjectKind.INDICATOR)
        .with("sightings", FieldType.WHOLE)
        .with("created", FieldType.TIME)
        .with("changed", FieldType.TIME)
        .with("createdBy", declaredCause());
  }

  /** The fields of an indicator as it stands. */
  static Map<String, @Nullable Object> of(Indicator indicator) {
    Map<String, @Nullable Object> fields = plain(indicator.fields());
    fields.put("id", indicator.id());
    fields.put(FieldNames.TYPE, indicator.name().type().word());
    fields.put(FieldNames.VALUE, indicator.name().value());
    fields.put(FieldNames.FIRST_SEEN, indicator.sightings().first().toString());
    fields.put(FieldNames.LAST_SEEN, indicator.sightings().last().toString());
    fields.put("sightings", indicator.sightings().count());
    fields.put("created", indicator.times().created().toString());
    fields.put("changed", indicator.times().changed().toString());
    fields.put("createdBy", of(indicator.createdBy()));
    return fields;
  }

  private static FieldType.Fields declared(FieldType.Fields own, ObjectKind kind) {
    FieldType.Fields fields = own;
    for (Field field : FieldCatalogue.standard().fields(kind)) {
      fields = fields.with(field.name(), field.type().fieldType());
    }
    return fields.with(CUSTOM, FieldType.open());
  }

  static FieldType.Fields declaredStep() {
    return FieldType.closed()
        .with("after", FieldType.TEXT)
        .with("seconds", FieldType.WHOLE)
        .with("number", FieldType.WHOLE)
        .with("highest", FieldType.BOOL);
  }

  /**
   * A step that an object reached.
   *
   * @param highest whether it has reached none of those after it
   */
  static Map<String, @Nullable Object> step(List<Duration> steps, Duration step, boolean highest) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("after", DurationText.format(step));
    fields.put("seconds", step.toSeconds());
    fields.put("number", steps.indexOf(step) + 1L);
    fields.put("highest", highest);
    return fields;
  }

  static FieldType.Fields declaredCause() {
    return FieldType.closed()
        .with("kind", FieldType.TEXT)
        .with("name", FieldType.TEXT)
        .with("daemon", FieldType.WHOLE)
        .with("rule", FieldType.TEXT);
  }

  static Map<String, @Nullable Object> of(Cause cause) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    switch (cause) {
      case Cause.Daemon daemon -> {
        fields.put("kind", "daemon");
        fields.put("daemon", (long) daemon.daemon());
        if (daemon.rule() != null) {
          fields.put("rule", daemon.rule());
        }
      }
      case Cause.Person person -> {
        fields.put("kind", "person");
        fields.put("name", person.name());
      }
      case Cause.Import imported -> {
        fields.put("kind", "import");
        fields.put("name", imported.name());
      }
    }
    return fields;
  }

  /** Custom fields stand below {@code custom}. */
  private static Map<String, @Nullable Object> plain(FieldValues values) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    Map<String, @Nullable Object> custom = new TreeMap<>();
    values
        .asMap()
        .forEach((name, value) -> {
          if (value instanceof List<?> list && list.isEmpty()) {
            return; // as good as not set, as it is in the database
          }
          if (name.startsWith(FieldNames.CUSTOM_PREFIX)) {
            custom.put(name.substring(FieldNames.CUSTOM_PREFIX.length()), value);
          } else {
            fields.put(name, value);
          }
        });
    if (!custom.isEmpty()) {
      fields.put(CUSTOM, custom);
    }
    return fields;
  }

  /** Never negative: clocks of nodes differ. */
  private static long seconds(Instant from, Instant until) {
    return Math.max(0, Duration.between(from, until).toSeconds());
  }
}
