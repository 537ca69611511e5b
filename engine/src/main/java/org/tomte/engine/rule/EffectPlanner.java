package org.tomte.engine.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.definition.EventPath;
import org.tomte.engine.definition.GroupDefinition;
import org.tomte.engine.definition.compile.CompiledAction;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledDelivery;
import org.tomte.engine.definition.compile.CompiledMapping;
import org.tomte.engine.definition.compile.CompiledRule;
import org.tomte.engine.expression.Bindings;
import org.tomte.engine.expression.Evaluated;
import org.tomte.engine.expression.Failed;
import org.tomte.engine.expression.Unknown;
import org.tomte.engine.mapping.Mapped;
import org.tomte.engine.mapping.Mapper;
import org.tomte.engine.mapping.Paths;
import org.tomte.engine.template.Rendering;
import org.tomte.engine.template.Template;

/** Turns the actions of a matched rule into effects with rendered fields. */
final class EffectPlanner {
  private final Mapper mapper;
  private final Effect.Sender sender;

  EffectPlanner(CompiledDaemon daemon, FieldCatalogue catalogue) {
    this.mapper = new Mapper(catalogue, daemon.tables());
    this.sender = new Effect.Sender(daemon.name(), daemon.definition().owner());
  }

  /**
   * Effects in order.
   *
   * @param failure why the event does not fit; null when it does
   */
  record Plan(List<PlannedEffect> effects, @Nullable String failure) {}

  /** The names of the fields that the rule counts or remembers by and that the event lacks. */
  List<String> absentValues(CompiledRule rule, Map<String, @Nullable Object> fields) {
    List<EventPath> paths = new ArrayList<>();
    if (rule.count() != null) {
      paths.addAll(rule.count().by());
    }
    if (rule.firstSeen() != null) {
      paths.addAll(rule.firstSeen().by());
    }
    return paths.stream()
        .filter(path -> Paths.find(fields, path) == null)
        .map(path -> "event." + path.text())
        .toList();
  }

  Plan plan(
      CompiledRule rule,
      Event event,
      Instant instant,
      Map<String, Object> variables,
      Bindings bindings) {
    List<PlannedEffect> effects = new ArrayList<>();
    PlannedEffect.Condition condition = condition(rule, event.fields());
    try {
      for (CompiledAction action : rule.actions()) {
        if (!action.active().isOpen(instant)) {
          continue;
        }
        List<Effect> made = effects(action.work(), event, variables, bindings);
        for (int i = 0; i < made.size(); i++) {
          String id = made.size() == 1 ? action.id() : action.id() + "[" + i + "]";
          effects.add(new PlannedEffect(rule.id(), id, made.get(i), condition));
        }
      }
      for (CompiledDelivery delivery : rule.deliveries()) {
        if (delivery.active().isOpen(instant)) {
          effects.add(
              new PlannedEffect(rule.id(), delivery.id(), deliver(delivery, variables), condition));
        }
      }
      return new Plan(effects, null);
    } catch (PlanFault fault) {
      return new Plan(List.of(), fault.getMessage());
    }
  }

  /** Its texts are rendered in the commit, when the objects have their numbers. */
  private Effect.Deliver deliver(CompiledDelivery delivery, Map<String, Object> variables) {
    return new Effect.Deliver(
        delivery.word(),
        delivery.connection(),
        sender,
        delivery.terms(),
        made -> {
          Map<String, Object> all = new LinkedHashMap<>(variables);
          all.put("daemon", sender.daemon());
          all.putAll(made);
          return delivery.content().render(all);
        });
  }

  private static PlannedEffect.@Nullable Condition condition(
      CompiledRule rule, Map<String, @Nullable Object> fields) {
    if (rule.count() != null) {
      return new PlannedEffect.Condition.Threshold(
          values(rule.count().by(), fields), rule.count().over(), rule.count().atLeast());
    }
    if (rule.firstSeen() != null) {
      return new PlannedEffect.Condition.FirstSeen(
          values(rule.firstSeen().by(), fields), rule.firstSeen().forget());
    }
    return null;
  }

  private static List<@Nullable Object> values(
      List<EventPath> paths, Map<String, @Nullable Object> fields) {
    List<@Nullable Object> values = new ArrayList<>(paths.size());
    paths.forEach(path -> values.add(Paths.find(fields, path)));
    return values;
  }

  private List<Effect> effects(
      CompiledAction.Work work, Event event, Map<String, Object> variables, Bindings bindings)
      throws PlanFault {
    return switch (work) {
      case CompiledAction.Discard discard -> List.of(new Effect.Discard(discard.reason()));
      case CompiledAction.AddToTriage add ->
          map(add.mapping(), ObjectKind.TRIAGE_EVENT, event, variables, bindings).stream()
              .<Effect>map((Map<String, @Nullable Object> fields) ->
                  new Effect.AddToTriage(fields, add.merge()))
              .toList();
      case CompiledAction.CreateIncident create ->
          map(create.mapping(), ObjectKind.INCIDENT, event, variables, bindings).stream()
              .<Effect>map((Map<String, @Nullable Object> fields) ->
                  new Effect.CreateIncident(
                      create.template(),
                      fields,
                      create.merge(),
                      group(create.group(), event.fields())))
              .toList();
      case CompiledAction.UpdateIncident update -> {
        Effect.Target target = target(update.target(), bindings);
        yield map(update.mapping(), ObjectKind.INCIDENT, event, variables, bindings).stream()
            .<Effect>map((Map<String, @Nullable Object> fields) ->
                new Effect.UpdateIncident(target, fields, update.force()))
            .toList();
      }
      case CompiledAction.CloseIncident close ->
          List.of(
              new Effect.CloseIncident(
                  target(close.target(), bindings),
                  text("reason", close.reason(), variables),
                  close.note() == null ? null : text("note", close.note(), variables),
                  close.force()));
      case CompiledAction.ChangeIncidentStatus change ->
          List.of(
              new Effect.ChangeIncidentStatus(
                  target(change.target(), bindings), change.status(), change.force()));
      case CompiledAction.AttachToIncident attach ->
          List.of(attach(attach, event, variables, bindings));
      case CompiledAction.AddNote note ->
          List.of(
              new Effect.AddNote(
                  target(note.target(), bindings), text("note", note.text(), variables)));
    };
  }

  private List<Map<String, @Nullable Object>> map(
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

  /** An event that lacks a value of the group belongs to nobody and opens its own incident. */
  private static Effect.@Nullable Group group(
      @Nullable GroupDefinition group, Map<String, @Nullable Object> fields) {
    if (group == null) {
      return null;
    }
    List<@Nullable Object> values = values(group.by(), fields);
    return values.contains(null)
        ? null
        : new Effect.Group(values, group.within(), group.whenClosed());
  }

  /** Of a mapping that gives several objects, the first is the incident. */
  private Effect attach(
      CompiledAction.AttachToIncident attach,
      Event event,
      Map<String, Object> variables,
      Bindings bindings)
      throws PlanFault {
    CompiledAction.CreateIncident fresh = attach.fresh();
    Effect.CreateIncident opened = null;
    if (fresh != null) {
      List<Map<String, @Nullable Object>> objects =
          map(fresh.mapping(), ObjectKind.INCIDENT, event, variables, bindings);
      opened =
          new Effect.CreateIncident(
              fresh.template(),
              objects.isEmpty() ? Map.of() : objects.getFirst(),
              fresh.merge(),
              null);
    }
    return new Effect.AttachToIncident(
        target(attach.target(), bindings), attach.whenClosed(), opened);
  }

  private static String text(String what, Template template, Map<String, Object> variables)
      throws PlanFault {
    return switch (template.render(variables)) {
      case Rendering.Rendered rendered -> rendered.text();
      case Rendering.Failed failed -> throw new PlanFault(what + ": " + failed.reason());
    };
  }

  private static Effect.Target target(CompiledAction.Target target, Bindings bindings)
      throws PlanFault {
    return switch (target) {
      case CompiledAction.Target.ByNumber number ->
          new Effect.Target.IncidentNumber(number(number.number().value(bindings)));
      case CompiledAction.Target.ByKey key ->
          new Effect.Target.EventKey(String.valueOf(value("key", key.key().value(bindings))));
    };
  }

  private static long number(Evaluated evaluated) throws PlanFault {
    Object value = value("incident", evaluated);
    if (value instanceof Long whole) {
      return whole;
    }
    if (value instanceof String text && text.matches("\\d{1,18}")) {
      return Long.parseLong(text);
    }
    throw new PlanFault("incident: '" + value + "' is not the number of an incident");
  }

  private static Object value(String key, Evaluated evaluated) throws PlanFault {
    return switch (evaluated) {
      case Evaluated.Value value when value.value() != null -> value.value();
      case Evaluated.Value _ -> throw new PlanFault(key + ": the expression gives null");
      case Unknown unknown ->
          throw new PlanFault(
              "%s: the event has no %s".formatted(key, String.join(", ", unknown.fields())));
      case Failed failed -> throw new PlanFault(key + ": " + failed.reason());
    };
  }

  /** An action cannot be planned for this event. */
  private static final class PlanFault extends Exception {
    private static final long serialVersionUID = 1L;

    PlanFault(String reason) {
      super(reason, null, false, false);
    }
  }
}
