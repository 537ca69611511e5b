package org.tomte.engine.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.listen.ListeningConnector;
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
import org.tomte.engine.mapping.Mapper;
import org.tomte.engine.mapping.Paths;

/** Turns the actions of a matched rule into effects with rendered fields. */
final class EffectPlanner {
  private final Mapper mapper;
  private final Effect.Sender sender;
  private final TaskPlanner tasks;
  private final IndicatorPlanner indicators;
  private final @Nullable String weight;

  EffectPlanner(CompiledDaemon daemon, FieldCatalogue catalogue) {
    this.mapper = new Mapper(catalogue, daemon.tables());
    this.weight =
        daemon.source().connector() instanceof ListeningConnector<?> listening
            ? listening.weight()
            : null;
    this.sender = new Effect.Sender(daemon.name(), daemon.definition().owner());
    this.tasks = new TaskPlanner(mapper);
    this.indicators = new IndicatorPlanner(mapper, daemon.name());
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
          String id = id(action, made, i);
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

  /**
   * An effect's id within the rule. An event may bring several indicators, in another order when it
   * comes again, so each is known by itself.
   */
  private static String id(CompiledAction action, List<Effect> made, int index) {
    if (made.get(index) instanceof Effect.AddIndicator add) {
      return action.id() + "[" + IndicatorPlanner.id(add.name()) + "]";
    }
    return made.size() == 1 ? action.id() : action.id() + "[" + index + "]";
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

  private PlannedEffect.@Nullable Condition condition(
      CompiledRule rule, Map<String, @Nullable Object> fields) {
    if (rule.count() != null) {
      return new PlannedEffect.Condition.Threshold(
          values(rule.count().by(), fields),
          rule.count().over(),
          rule.count().atLeast(),
          times(fields));
    }
    if (rule.firstSeen() != null) {
      return new PlannedEffect.Condition.FirstSeen(
          values(rule.firstSeen().by(), fields), rule.firstSeen().forget());
    }
    return null;
  }

  /** How many equal things the event stands for. */
  private long times(Map<String, @Nullable Object> fields) {
    return weight != null && fields.get(weight) instanceof Long times ? Math.max(1, times) : 1;
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
        Effect.Target target = PlannedValues.target(update.target(), bindings);
        yield map(update.mapping(), ObjectKind.INCIDENT, event, variables, bindings).stream()
            .<Effect>map((Map<String, @Nullable Object> fields) ->
                new Effect.UpdateIncident(target, fields, update.force()))
            .toList();
      }
      case CompiledAction.CloseIncident close ->
          List.of(
              new Effect.CloseIncident(
                  PlannedValues.target(close.target(), bindings),
                  PlannedValues.text("reason", close.reason(), variables),
                  close.note() == null ? null : PlannedValues.text("note", close.note(), variables),
                  close.force()));
      case CompiledAction.ChangeIncidentStatus change ->
          List.of(
              new Effect.ChangeIncidentStatus(
                  PlannedValues.target(change.target(), bindings),
                  change.status(),
                  change.force()));
      case CompiledAction.AttachToIncident attach ->
          List.of(attach(attach, event, variables, bindings));
      case CompiledAction.CreateTask create -> tasks.create(create, event, variables, bindings);
      case CompiledAction.SetTaskProgress set -> List.of(TaskPlanner.progress(set, bindings));
      case CompiledAction.CloseTask close -> List.of(TaskPlanner.close(close, variables, bindings));
      case CompiledAction.AddIndicator add -> indicators.plan(add, event, variables, bindings);
      case CompiledAction.AddNote note ->
          List.of(
              new Effect.AddNote(
                  PlannedValues.target(note.target(), bindings),
                  PlannedValues.text("note", note.text(), variables)));
    };
  }

  private List<Map<String, @Nullable Object>> map(
      CompiledMapping mapping,
      ObjectKind kind,
      Event event,
      Map<String, Object> variables,
      Bindings bindings)
      throws PlanFault {
    return PlannedValues.map(mapper, mapping, kind, event, variables, bindings);
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
        PlannedValues.target(attach.target(), bindings), attach.whenClosed(), opened);
  }
}
