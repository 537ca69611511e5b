package org.tomte.engine.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
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
import org.tomte.engine.mapping.Mapper;
import org.tomte.engine.template.Template;

/** Plans what is done with tasks. */
final class TaskPlanner {
  private static final int LONGEST_NUMBER = 40;
  private static final BigDecimal WHOLE = new BigDecimal(100);

  private final Mapper mapper;

  TaskPlanner(Mapper mapper) {
    this.mapper = mapper;
  }

  List<Effect> create(
      CompiledAction.CreateTask create,
      Event event,
      Map<String, Object> variables,
      Bindings bindings)
      throws PlanFault {
    Compiled expression = create.key();
    String key = expression == null ? null : PlannedValues.taskKey(expression, bindings);
    CompiledAction.Target incident = create.incident();
    Effect.TaskPlace place =
        incident == null
            ? new Effect.TaskPlace.SameRule()
            : new Effect.TaskPlace.Named(PlannedValues.target(incident, bindings));
    CompiledMapping mapping = create.mapping();
    List<Effect> effects = new ArrayList<>();
    for (Map<String, @Nullable Object> fields :
        PlannedValues.map(mapper, mapping, ObjectKind.TASK, event, variables, bindings)) {
      effects.add(new Effect.CreateTask(key, place, fields, create.merge()));
    }
    return effects;
  }

  static Effect progress(CompiledAction.SetTaskProgress set, Bindings bindings) throws PlanFault {
    return new Effect.SetTaskProgress(
        PlannedValues.task(set.target(), bindings),
        percent(PlannedValues.value("progress", set.progress(), bindings)),
        set.force());
  }

  /** Sources write 50, 50.0 and "50"; what is no whole number of percent means something else. */
  private static long percent(Object value) throws PlanFault {
    String text = String.valueOf(value).strip();
    try {
      BigDecimal number = new BigDecimal(text.length() > LONGEST_NUMBER ? "" : text);
      boolean inside = number.signum() >= 0 && number.compareTo(WHOLE) <= 0;
      if (inside && Math.abs(number.scale()) <= LONGEST_NUMBER) {
        return number.longValueExact();
      }
    } catch (NumberFormatException | ArithmeticException _) {
      // Told below with what would be valid.
    }
    String shown = text.length() > LONGEST_NUMBER ? text.substring(0, LONGEST_NUMBER) : text;
    throw new PlanFault("progress: '%s' is no whole number from 0 to 100".formatted(shown));
  }

  static Effect close(
      CompiledAction.CloseTask close, Map<String, Object> variables, Bindings bindings)
      throws PlanFault {
    Template note = close.note();
    return new Effect.CloseTask(
        PlannedValues.task(close.target(), bindings),
        PlannedValues.text("reason", close.reason(), variables),
        note == null ? null : PlannedValues.text("note", note, variables),
        close.force());
  }
}
