package org.tomte.app.transfer;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.field.Field;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.field.Nearest;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.note.Note;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.transfer.SeenLink;
import org.tomte.casework.triage.TriageEvent;

/**
 * Says whether what a line holds can be imported, and remembers what is there to be referred to.
 */
final class ImportedLine {
  private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^/\\\\\\p{Cntrl}]{1,255}");

  private final FieldCatalogue catalogue;
  private final Map<ObjectKind, Set<Long>> known = new EnumMap<>(ObjectKind.class);
  private final Set<String> labels = new HashSet<>();
  private final Set<EntityName> entities = new HashSet<>();
  private final Set<Long> efforts = new HashSet<>();
  private final Set<Long> attachments = new HashSet<>();
  private final ImportedFiles files;

  ImportedLine(FieldCatalogue catalogue, ImportedFiles files) {
    this.catalogue = catalogue;
    this.files = files;
    for (ObjectKind kind : ObjectKind.values()) {
      known.put(kind, new HashSet<>());
    }
  }

  /** The numbers of the objects of a kind that can be imported. */
  Set<Long> known(ObjectKind kind) {
    return known.getOrDefault(kind, Set.of());
  }

  /** The ids of the efforts that can be imported. */
  Set<Long> efforts() {
    return efforts;
  }

  /** The ids of the attachments that can be imported. */
  Set<Long> attachments() {
    return attachments;
  }

  /** Why the object cannot be imported; null when it can, and it is remembered then. */
  @Nullable String fault(Object object) {
    String wrong = wrong(object);
    if (wrong != null) {
      return wrong;
    }
    return switch (object) {
      case Incident incident -> isNew(incident.ref());
      case TriageEvent event -> isNew(event.ref());
      case Task task -> isNew(task.ref());
      case Indicator indicator -> isNew(indicator.ref());
      case Note note -> isNew(new ObjectRef(ObjectKind.NOTE, note.id()));
      case Entity entity -> isNew(entity.ref());
      case Effort effort -> isNew(efforts, "effort", effort.id());
      case Attachment attachment -> isNew(attachments, "attachment", attachment.id());
      default -> null;
    };
  }

  private static @Nullable String isNew(Set<Long> known, String word, long id) {
    return known.add(id) ? null : "%s %d stands in an earlier line too".formatted(word, id);
  }

  private @Nullable String wrong(Object object) {
    return switch (object) {
      case Incident incident -> incident(incident);
      case TriageEvent event ->
          first(
              fields(ObjectKind.TRIAGE_EVENT, event.fields()),
              referred(event.fields(), FieldNames.INCIDENT));
      case Task task ->
          first(
              first(
                  fields(ObjectKind.TASK, task.fields()),
                  referred(task.fields(), FieldNames.INCIDENT)),
              waitsFor(task.fields()));
      case Indicator indicator -> fields(ObjectKind.INDICATOR, indicator.fields());
      case Note note -> there(note.object());
      case Effort effort -> effort(effort);
      case Attachment attachment -> attachment(attachment);
      case Entity entity -> entity(entity);
      case Interval interval -> there(ObjectRef.incident(interval.incident()));
      case SlaClock clock -> there(ObjectRef.incident(clock.incident()));
      case SeenLink link -> there(link.link().object());
      case Change change -> there(change.object());
      default -> null;
    };
  }

  private @Nullable String incident(Incident incident) {
    if (incident.fields().get(FieldNames.STATUS) == null
        || incident.fields().get(FieldNames.PHASE) == null) {
      return "an incident has a status and a phase";
    }
    String fault = fields(ObjectKind.INCIDENT, incident.fields());
    if (fault == null && !labels.add(incident.label())) {
      fault = "the label %s stands in an earlier line too".formatted(incident.label());
    }
    return fault;
  }

  private @Nullable String effort(Effort effort) {
    if (effort.seconds() == 0 || effort.person().isBlank()) {
      return "an effort has a person and more or less than 0 seconds";
    }
    return there(ObjectRef.task(effort.task()));
  }

  private @Nullable String attachment(Attachment attachment) {
    boolean takes =
        switch (attachment.object().kind()) {
          case INCIDENT, TRIAGE_EVENT, TASK, NOTE -> true;
          case INDICATOR, ENTITY -> false;
        };
    if (!takes) {
      return "files are on incidents, triage events, tasks and notes, not on %s"
          .formatted(attachment.object());
    }
    if (!NAME.matcher(attachment.name()).matches()) {
      return "the name of a file has 1 to 255 characters, none of them a slash, a backslash or a"
          + " control character";
    }
    return first(files.fault(attachment), there(attachment.object()));
  }

  private @Nullable String entity(Entity entity) {
    String fault = fields(ObjectKind.ENTITY, entity.fields());
    if (fault == null && !entities.add(entity.name())) {
      fault = "the entity %s stands in an earlier line too".formatted(entity.name());
    }
    return fault;
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }

  private @Nullable String isNew(ObjectRef object) {
    return known(object.kind()).add(object.id())
        ? null
        : "%s stands in an earlier line too".formatted(object);
  }

  private @Nullable String there(ObjectRef object) {
    return known(object.kind()).contains(object.id())
        ? null
        : "there is no %s that could be imported".formatted(object);
  }

  private @Nullable String referred(FieldValues fields, String name) {
    return fields.get(name) instanceof Long number ? there(ObjectRef.incident(number)) : null;
  }

  private static @Nullable String waitsFor(FieldValues fields) {
    for (String text : fields.texts(FieldNames.WAITS_FOR)) {
      if (!text.matches("[0-9]{1,18}")) {
        return "field '%s': '%s' is no number of a task".formatted(FieldNames.WAITS_FOR, text);
      }
    }
    return null;
  }

  private @Nullable String fields(ObjectKind kind, FieldValues fields) {
    for (String name : fields.names()) {
      Field field = catalogue.find(kind, name).orElse(null);
      if (field == null) {
        return "%s has no field '%s'%s"
            .formatted(
                kind.word(),
                name,
                Nearest.question(name, catalogue.fields(kind).stream().map(Field::name).toList()));
      }
      Object value = fields.get(name);
      if (field.settable() && value != null && !catalogue.accepts(kind, name, value)) {
        return catalogue.check(kind, Map.of(name, value)).reason();
      }
    }
    return null;
  }
}
