package org.tomte.casework.source;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Field;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.Nearest;
import org.tomte.casework.workflow.Workflow;

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
    @Setting(
            value =
                "Only changes from one of these values; '' is a field that was not set. Of a list"
                    + " one element is enough. Empty for any.",
            fallback = "[]",
            example = "[low, medium]")
        List<String> from,
    @Setting(
            value =
                "Only changes to one of these values; '' is a field that is no longer set. Empty"
                    + " for any.",
            fallback = "[]",
            example = "[high, critical]")
        List<String> to,
    @Setting(value = "Only that a closed incident was opened again.", fallback = "false")
        boolean reopened,
    @Setting(
            value = "How many such changes of an object make one event, within the time of within.",
            fallback = "1")
        int times,
    @Setting(value = "Within which time the changes of times must come.", example = "1h")
        @Nullable Duration within,
    @Setting(value = "Whether the daemon sees its own changes.", fallback = "false") boolean own,
    @Setting(value = "Whether changes of what is restricted are seen too.", fallback = "false")
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
    this(objects, fields, List.of(), List.of(), false, 1, null, own, false);
  }

  /** Copies the fields and rejects those that nothing has. */
  public ChangesSettings {
    fields = List.copyOf(fields);
    from = List.copyOf(from);
    to = List.copyOf(to);
    if (times < 1 || (times > 1) != (within != null) || (within != null && !within.isPositive())) {
      throw new IllegalArgumentException(
          "times and within go together, as in times: 3, within: 1h; not times: %d, within: %s"
              .formatted(times, within));
    }
    if (reopened && !objects.wants(ObjectKind.INCIDENT)) {
      throw new IllegalArgumentException("only incidents are reopened; leave out objects");
    }
    Set<String> valid =
        new TreeSet<>(
            List.of(
                Change.CREATED,
                Change.NOTE,
                Change.TASK,
                Change.ATTACHMENT,
                Change.TRIAGE_EVENT,
                Change.ENTITY));
    for (ObjectKind kind : ObjectKind.values()) {
      if (kind != ObjectKind.NOTE && kind != ObjectKind.ENTITY && objects.wants(kind)) {
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

  /** Whether a change is one of those that are asked for, whoever made it. */
  boolean wants(Change change, Workflow workflow) {
    return objects.wants(change.object().kind())
        && (fields.isEmpty() || fields.contains(change.field()))
        && isOne(from, change.before())
        && isOne(to, change.after())
        && (!reopened || reopens(change, workflow));
  }

  private static boolean isOne(List<String> values, @Nullable Object value) {
    if (values.isEmpty()) {
      return true;
    }
    return switch (value) {
      case null -> values.contains("");
      case List<?> list when list.isEmpty() -> values.contains("");
      case List<?> list -> list.stream().map(String::valueOf).anyMatch(values::contains);
      default -> values.contains(value.toString());
    };
  }

  private static boolean reopens(Change change, Workflow workflow) {
    return change.object().kind() == ObjectKind.INCIDENT
        && change.field().equals(FieldNames.STATUS)
        && change.before() instanceof String before
        && change.after() instanceof String after
        && workflow.closes(before)
        && !workflow.closes(after);
  }
}
