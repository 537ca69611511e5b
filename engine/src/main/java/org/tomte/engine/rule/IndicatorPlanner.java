package org.tomte.engine.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.definition.compile.CompiledAction;
import org.tomte.engine.definition.compile.CompiledMapping;
import org.tomte.engine.expression.Bindings;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.mapping.Mapper;
import org.tomte.engine.pointer.KeyHash;

/** Plans which indicators an event brings, each in the one form of its type and once. */
final class IndicatorPlanner {
  /** More indicators than this from one event are a mistake. */
  private static final int MOST = 1_000;

  private static final int LONGEST_ID = 80;

  private final Mapper mapper;
  private final String daemon;

  /**
   * A planner.
   *
   * @param daemon the daemon's name: who says so, where a mapping names no sources
   */
  IndicatorPlanner(Mapper mapper, String daemon) {
    this.mapper = mapper;
    this.daemon = daemon;
  }

  /** An indicator's part of an effect's id: readable, and of a length that can be stored. */
  static String id(IndicatorName name) {
    String text = name.toString();
    return text.length() <= LONGEST_ID ? text : name.type().word() + ":" + KeyHash.of(text);
  }

  List<Effect> plan(
      CompiledAction.AddIndicator add,
      Event event,
      Map<String, Object> variables,
      Bindings bindings)
      throws PlanFault {
    CompiledMapping mapping = add.mapping();
    List<Map<String, @Nullable Object>> objects =
        mapping == null
            ? List.of(Map.of())
            : PlannedValues.map(mapper, mapping, ObjectKind.INDICATOR, event, variables, bindings);
    Collected collected = new Collected(add);
    Compiled expression = add.value();
    if (expression != null) {
      collected.add(PlannedValues.value("value", expression, bindings), objects.getFirst());
    } else {
      for (Map<String, @Nullable Object> fields : objects) {
        Object value = fields.get(FieldNames.VALUE);
        if (value == null) {
          throw new PlanFault("mapping %s, field value: it is empty".formatted(name(mapping)));
        }
        collected.add(value, fields);
      }
    }
    return collected.effects();
  }

  private static String name(@Nullable CompiledMapping mapping) {
    return mapping == null ? "" : mapping.name();
  }

  /** The indicators of one action on one event. */
  private final class Collected {
    private final CompiledAction.AddIndicator add;
    private final Map<IndicatorName, Effect> effects = new LinkedHashMap<>();
    private int local;

    Collected(CompiledAction.AddIndicator add) {
      this.add = add;
    }

    /**
     * Adds a value, a list of them, or what the function observables gives.
     *
     * @param fields may hold the type
     */
    void add(Object value, Map<String, @Nullable Object> fields) throws PlanFault {
      switch (value) {
        case List<?> list -> {
          for (Object element : list) {
            if (element instanceof List<?> || element == null) {
              throw new PlanFault("value: a list holds " + element + "; each element is a value");
            }
            add(element, fields);
          }
        }
        case Map<?, ?> observable -> {
          Object type = observable.get(FieldNames.TYPE);
          Object text = observable.get(FieldNames.VALUE);
          if (type == null || text == null) {
            throw new PlanFault(
                "value: an object needs type and value, as those of observables() have; it has "
                    + observable.keySet());
          }
          one(String.valueOf(text), String.valueOf(type), fields);
        }
        default -> {
          IndicatorType declared = add.type();
          Object type = declared == null ? fields.get(FieldNames.TYPE) : declared.word();
          one(String.valueOf(value), type == null ? null : type.toString(), fields);
        }
      }
    }

    private void one(String text, @Nullable String type, Map<String, @Nullable Object> fields)
        throws PlanFault {
      IndicatorName name = read(text, type);
      if (name.local() && !add.local()) {
        local++;
        return;
      }
      Map<String, @Nullable Object> others = new LinkedHashMap<>(fields);
      others.remove(FieldNames.TYPE);
      others.remove(FieldNames.VALUE);
      others.putIfAbsent(FieldNames.SOURCES, List.of(daemon));
      effects.putIfAbsent(name, new Effect.AddIndicator(name, others));
      if (effects.size() > MOST) {
        throw new PlanFault("value: an event brings at most %,d indicators".formatted(MOST));
      }
    }

    private static IndicatorName read(String text, @Nullable String type) throws PlanFault {
      try {
        return IndicatorName.read(type == null ? null : IndicatorType.of(type), text);
      } catch (IllegalArgumentException wrong) {
        throw new PlanFault("value: " + wrong.getMessage());
      }
    }

    /** What is left out is said, so that the decision tells why nothing was made. */
    List<Effect> effects() {
      List<Effect> planned = new ArrayList<>(effects.values());
      if (planned.isEmpty()) {
        planned.add(
            new Effect.Discard(
                local == 0
                    ? "it brings no indicator"
                    : "its indicators are addresses of local networks"));
      }
      return planned;
    }
  }
}
