package org.tomte.engine.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.casework.change.ObjectKind;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.definition.compile.CompiledAction;
import org.tomte.engine.definition.compile.CompiledMapping;
import org.tomte.engine.expression.Bindings;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.expression.Evaluated;
import org.tomte.engine.expression.Failed;
import org.tomte.engine.expression.Unknown;
import org.tomte.engine.mapping.Mapped;
import org.tomte.engine.mapping.Mapper;
import org.tomte.engine.template.Rendering;
import org.tomte.engine.template.Template;

/** What the expressions, templates and mappings of an action give for an event. */
final class PlannedValues {

  private PlannedValues() {}

  static List<Map<String, @Nullable Object>> map(
      Mapper mapper,
      CompiledMapping mapping,
      ObjectKind kind,
      Event event,
      Map<String, Object> variables,
      Bindings bindings)
      throws PlanFault {
    return switch (mapper.map(mapping, kind, event.fields(), variables, bindings)) {
      case Mapped.Objects objects -> objects.objects();
      case Mapped.Failed failed -> throw new PlanFault(failed.reason());
    };
  }

  static String text(String what, Template template, Map<String, Object> variables)
      throws PlanFault {
    return switch (template.render(variables)) {
      case Rendering.Rendered rendered -> rendered.text();
      case Rendering.Failed failed -> throw new PlanFault(what + ": " + failed.reason());
    };
  }

  static Effect.Target target(CompiledAction.Target target, Bindings bindings) throws PlanFault {
    return switch (target) {
      case CompiledAction.Target.ByNumber number ->
          new Effect.Target.IncidentNumber(number("incident", number.number(), bindings));
      case CompiledAction.Target.ByKey key ->
          new Effect.Target.EventKey(String.valueOf(value("key", key.key(), bindings)));
    };
  }

  static Effect.TaskTarget task(CompiledAction.TaskTarget target, Bindings bindings)
      throws PlanFault {
    return switch (target) {
      case CompiledAction.TaskTarget.ByNumber number ->
          new Effect.TaskTarget.TaskNumber(number("task", number.number(), bindings));
      case CompiledAction.TaskTarget.ByKey key ->
          new Effect.TaskTarget.TaskKey(taskKey(key.key(), bindings));
    };
  }

  /** The key of a task; a blank one names nothing. */
  static String taskKey(Compiled key, Bindings bindings) throws PlanFault {
    String text = String.valueOf(value("key", key, bindings)).strip();
    if (text.isEmpty()) {
      throw new PlanFault("key: the expression gives a blank text, which names no task");
    }
    return text;
  }

  /** A positive whole number that names an object. */
  private static long number(String what, Compiled expression, Bindings bindings) throws PlanFault {
    Object value = value(what, expression, bindings);
    if (value instanceof Long whole) {
      return whole;
    }
    if (value instanceof String text && text.matches("\\d{1,18}")) {
      return Long.parseLong(text);
    }
    throw new PlanFault("%s: '%s' is not the number of %s".formatted(what, value, of(what)));
  }

  private static String of(String what) {
    return what.equals("incident") ? "an incident" : "a task";
  }

  /** What an expression gives; never null. */
  static Object value(String what, Compiled expression, Bindings bindings) throws PlanFault {
    Evaluated evaluated = expression.value(bindings);
    return switch (evaluated) {
      case Evaluated.Value value when value.value() != null -> value.value();
      case Evaluated.Value _ -> throw new PlanFault(what + ": the expression gives null");
      case Unknown unknown ->
          throw new PlanFault(
              "%s: the event has no %s".formatted(what, String.join(", ", unknown.fields())));
      case Failed failed -> throw new PlanFault(what + ": " + failed.reason());
    };
  }
}
