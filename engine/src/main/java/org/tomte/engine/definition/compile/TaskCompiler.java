package org.tomte.engine.definition.compile;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.FieldNames;
import org.tomte.engine.definition.ActionDefinition;
import org.tomte.engine.definition.ExpressionText;
import org.tomte.engine.definition.MappingRow;
import org.tomte.engine.definition.TemplateText;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.template.Target;
import org.tomte.engine.template.Template;

/** Compiles the actions on tasks and indicators, and how actions name what is there. */
final class TaskCompiler {
  private final TextCompiler texts;
  private final MappingCompiler mappings;
  private final DocumentFaults faults;

  TaskCompiler(TextCompiler texts, MappingCompiler mappings, DocumentFaults faults) {
    this.texts = texts;
    this.mappings = mappings;
    this.faults = faults;
  }

  CompiledAction.@Nullable Work create(ActionDefinition.CreateTask create, DocumentPath path) {
    Compiled key = text(create.key(), path.key("key"));
    CompiledAction.Target incident =
        target(create.incident(), create.incidentKey(), path, "incident-key");
    boolean lacking =
        (create.key() != null && key == null)
            || (incident == null && (create.incident() != null || create.incidentKey() != null));
    CompiledMapping mapping =
        mappings.use(create.mapping(), ObjectKind.TASK, path.key("mapping")).orElse(null);
    if (mapping == null) {
      return null;
    }
    String each = key == null ? null : rowForEach(mapping);
    if (each != null) {
      faults.fault(
          path.key("key"),
          "the row %s of the mapping %s makes a task of each element, and they cannot share one key"
              .formatted(each, mapping.name()));
    }
    return lacking ? null : new CompiledAction.CreateTask(mapping, key, incident, create.merge());
  }

  CompiledAction.@Nullable Work progress(ActionDefinition.SetTaskProgress set, DocumentPath path) {
    CompiledAction.TaskTarget target = task(set.task(), set.key(), path);
    Compiled progress = texts.expression(set.progress(), FieldType.ANY, path.key("progress"));
    String literal = set.progress().text().strip();
    if (literal.matches("-?[0-9.]+") && !literal.matches("0*(100|[0-9]{1,2})")) {
      faults.fault(
          path.key("progress"), "the progress " + literal + " is no whole number from 0 to 100");
    }
    return target == null || progress == null
        ? null
        : new CompiledAction.SetTaskProgress(target, progress, set.force());
  }

  CompiledAction.@Nullable Work close(ActionDefinition.CloseTask close, DocumentPath path) {
    CompiledAction.TaskTarget target = task(close.task(), close.key(), path);
    Template reason = texts.template(close.reason(), Target.TEXT, path.key("reason"));
    TemplateText remains = close.note();
    Template note = remains == null ? null : texts.template(remains, Target.TEXT, path.key("note"));
    return target == null || reason == null || (remains != null && note == null)
        ? null
        : new CompiledAction.CloseTask(target, reason, note, close.force());
  }

  CompiledAction.@Nullable Work indicator(ActionDefinition.AddIndicator add, DocumentPath path) {
    ExpressionText text = add.value();
    Compiled value = text == null ? null : texts.expression(text, FieldType.ANY, path.key("value"));
    String name = add.mapping();
    CompiledMapping mapping =
        name == null
            ? null
            : mappings.use(name, ObjectKind.INDICATOR, path.key("mapping")).orElse(null);
    if ((text != null && value == null) || (name != null && mapping == null)) {
      return null;
    }
    if (mapping != null) {
      oneOrigin(add, mapping, path);
    }
    return new CompiledAction.AddIndicator(add.type(), value, mapping, add.localAddresses());
  }

  /** What an indicator is known by comes from the action or from the mapping, never from both. */
  private void oneOrigin(
      ActionDefinition.AddIndicator add, CompiledMapping mapping, DocumentPath path) {
    Map<String, DocumentPath> rows = new HashMap<>();
    mapping
        .rows()
        .forEach(row -> rows.put(row.field(), MappingCompiler.row(mapping.name(), row.field())));
    boolean mapped = rows.containsKey(FieldNames.VALUE);
    if (add.value() == null && !mapped) {
      faults.fault(
          path.key("mapping"),
          "the mapping " + mapping.name() + " has no row value, and the action has no value");
    }
    if (add.value() != null && mapped) {
      faults.fault(
          path.key("value"),
          "the mapping " + mapping.name() + " has a row value; one of them goes");
    }
    if (add.type() != null && rows.containsKey(FieldNames.TYPE)) {
      faults.fault(
          path.key("type"), "the mapping " + mapping.name() + " has a row type; one of them goes");
    }
    String each = rowForEach(mapping);
    if (add.value() != null && each != null) {
      faults.fault(
          Objects.requireNonNull(rows.get(each)).key("list"),
          "the values come from the action, so no row can make an indicator of each element");
    }
  }

  /** The row that makes several objects; null when none does. */
  private static @Nullable String rowForEach(CompiledMapping mapping) {
    return mapping.rows().stream()
        .filter(row -> row.list() == MappingRow.ListHandling.EACH)
        .map(CompiledMapping.Row::field)
        .findFirst()
        .orElse(null);
  }

  private CompiledAction.@Nullable TaskTarget task(
      @Nullable ExpressionText task, @Nullable ExpressionText key, DocumentPath path) {
    if (task != null) {
      Compiled number = texts.expression(task, FieldType.WHOLE, path.key("task"));
      return number == null ? null : new CompiledAction.TaskTarget.ByNumber(number);
    }
    Compiled text = text(key, path.key("key"));
    return text == null ? null : new CompiledAction.TaskTarget.ByKey(text);
  }

  private @Nullable Compiled text(@Nullable ExpressionText text, DocumentPath path) {
    return text == null ? null : texts.expression(text, FieldType.TEXT, path);
  }

  /** The incident that an action names; null after faults, and when it names none. */
  CompiledAction.@Nullable Target target(
      @Nullable ExpressionText incident,
      @Nullable ExpressionText key,
      DocumentPath path,
      String wordOfKey) {
    if (incident != null) {
      Compiled number = texts.expression(incident, FieldType.WHOLE, path.key("incident"));
      return number == null ? null : new CompiledAction.Target.ByNumber(number);
    }
    Compiled text = text(key, path.key(wordOfKey));
    return text == null ? null : new CompiledAction.Target.ByKey(text);
  }
}
