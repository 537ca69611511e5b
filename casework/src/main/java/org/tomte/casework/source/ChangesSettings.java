package org.tomte.casework.source;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tomte.api.Setting;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Field;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.Nearest;

/** The settings of a {@code changes} source. */
public record ChangesSettings(
    @Setting(value = "Whose changes are wanted.", fallback = "incidents") Objects objects,
    @Setting(
            value =
                "Only changes of these fields; created, note and task are valid as well. Empty for"
                    + " all.",
            fallback = "[]",
            example = "[status, owner]")
        List<String> fields,
    @Setting(value = "Whether the daemon sees its own changes.", fallback = "false") boolean own,
    @Setting(
            value =
                "Whether changes of restricted incidents are wanted too; without it a daemon sees"
                    + " only those of incidents that it opened itself.",
            fallback = "false")
        boolean restricted) {

  /** Whose changes are wanted. */
  public enum Objects {
    /** Those of incidents. */
    INCIDENTS,
    /** Those of triage events. */
    TRIAGE_EVENTS,
    /** Those of tasks. */
    TASKS,
    /** Those of indicators; that one is seen again is no change. */
    INDICATORS,
    /** All. */
    ALL;

    boolean wants(ObjectKind kind) {
      return switch (this) {
        case INCIDENTS -> kind == ObjectKind.INCIDENT;
        case TRIAGE_EVENTS -> kind == ObjectKind.TRIAGE_EVENT;
        case TASKS -> kind == ObjectKind.TASK;
        case INDICATORS -> kind == ObjectKind.INDICATOR;
        case ALL -> true;
      };
    }
  }

  /** Without what is restricted. */
  public ChangesSettings(Objects objects, List<String> fields, boolean own) {
    this(objects, fields, own, false);
  }

  /** Copies the fields and rejects those that nothing has. */
  public ChangesSettings {
    fields = List.copyOf(fields);
    Set<String> valid = new TreeSet<>(List.of(Change.CREATED, Change.NOTE, Change.TASK));
    for (ObjectKind kind : ObjectKind.values()) {
      if (kind != ObjectKind.NOTE && objects.wants(kind)) {
        FieldCatalogue.standard().fields(kind).stream().map(Field::name).forEach(valid::add);
      }
    }
    for (String field : fields) {
      if (!valid.contains(field) && !field.startsWith(FieldNames.CUSTOM_PREFIX)) {
        throw new IllegalArgumentException(
            "there is no field '%s'%s (fields: %s)"
                .formatted(field, Nearest.question(field, valid), String.join(", ", valid)));
      }
    }
  }

  boolean wants(Change change) {
    return objects.wants(change.object().kind())
        && (fields.isEmpty() || fields.contains(change.field()));
  }
}
