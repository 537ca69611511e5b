package org.tomte.engine.definition.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.DeliveryConnector;
import org.tomte.casework.change.ObjectKind;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.definition.ActionDefinition;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.EventPath;
import org.tomte.engine.definition.ExpressionText;
import org.tomte.engine.definition.yaml.Alternatives;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.template.Template;
import org.tomte.engine.timeframe.During;
import org.tomte.engine.timeframe.FrameCondition;

/** Compiles the actions of a rule. */
final class ActionCompiler {

  /** What became of the actions of one rule. */
  record Actions(List<CompiledAction> actions, List<CompiledDelivery> deliveries) {}

  private final Installed installed;
  private final Known known;
  private final DocumentFaults faults;
  private final TextCompiler texts;
  private final MappingCompiler mappings;
  private final FrameCheck frames;
  private final DeliveryCompiler outside;
  private final TaskCompiler tasks;

  /** What actions are compiled with. */
  record Parts(
      TextCompiler texts, MappingCompiler mappings, FrameCheck frames, DeliveryCompiler outside) {}

  ActionCompiler(Installed installed, Known known, DocumentFaults faults, Parts parts) {
    this.installed = installed;
    this.known = known;
    this.faults = faults;
    this.texts = parts.texts();
    this.mappings = parts.mappings();
    this.frames = parts.frames();
    this.outside = parts.outside();
    this.tasks = new TaskCompiler(texts, mappings, faults);
  }

  /** The words that {@code do} may have. */
  private Set<String> words() {
    Set<String> words =
        new LinkedHashSet<>(Alternatives.of(ActionDefinition.class).words().keySet());
    words.addAll(installed.deliveries().keySet());
    return words;
  }

  Actions actions(List<ActionDefinition> definitions, DocumentPath path) {
    List<@Nullable During> durings = new ArrayList<>();
    List<DocumentPath> paths = new ArrayList<>();
    for (int i = 0; i < definitions.size(); i++) {
      durings.add(definitions.get(i).during());
      paths.add(path.index(i).key("during"));
    }
    List<FrameCondition> conditions = frames.conditions(durings, paths);
    List<String> ids = ids(definitions, path);
    List<CompiledAction> actions = new ArrayList<>();
    List<CompiledDelivery> deliveries = new ArrayList<>();
    for (int i = 0; i < definitions.size(); i++) {
      ActionDefinition definition = definitions.get(i);
      DocumentPath at = path.index(i);
      if (definition instanceof ActionDefinition.Delivery delivery) {
        CompiledDelivery compiled = delivery(delivery, ids.get(i), conditions.get(i), at);
        if (compiled != null) {
          deliveries.add(compiled);
        }
        continue;
      }
      CompiledAction.Work work = work(definition, at);
      if (work != null) {
        actions.add(new CompiledAction(ids.get(i), conditions.get(i), work));
      }
    }
    return new Actions(actions, deliveries);
  }

  /**
   * The ids of a rule's actions: as written, else the word and, from the second of a word on, its
   * number. Moving an action past others of other words changes no id.
   */
  private List<String> ids(List<ActionDefinition> definitions, DocumentPath path) {
    Map<String, Integer> ordinals = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < definitions.size(); i++) {
      ActionDefinition definition = definitions.get(i);
      int ordinal = ordinals.merge(definition.word(), 1, Integer::sum);
      String made = ordinal == 1 ? definition.word() : definition.word() + "-" + ordinal;
      String id = definition.id() == null ? made : definition.id();
      if (ids.contains(id)) {
        faults.fault(
            path.index(i).key("id"), "the action id " + id + " is taken by another action here");
      }
      ids.add(id);
    }
    return ids;
  }

  private @Nullable CompiledDelivery delivery(
      ActionDefinition.Delivery delivery, String id, FrameCondition active, DocumentPath path) {
    if (!faults.known(path.key("do"), "the action", delivery.word(), words())) {
      return null;
    }
    DeliveryConnector<?, ?> connector = installed.deliveries().get(delivery.word());
    return connector == null ? null : outside.delivery(delivery, connector, id, active, path);
  }

  private CompiledAction.@Nullable Work work(ActionDefinition definition, DocumentPath path) {
    return switch (definition) {
      case ActionDefinition.Discard discard -> new CompiledAction.Discard(discard.reason());
      case ActionDefinition.AddToTriage add ->
          mappings
              .use(add.mapping(), ObjectKind.TRIAGE_EVENT, path.key("mapping"))
              .map(mapping -> new CompiledAction.AddToTriage(mapping, add.merge()))
              .orElse(null);
      case ActionDefinition.CreateIncident create -> create(create, path);
      case ActionDefinition.UpdateIncident update -> {
        CompiledAction.Target target = target(update.incident(), update.key(), path);
        CompiledMapping mapping =
            mappings.use(update.mapping(), ObjectKind.INCIDENT, path.key("mapping")).orElse(null);
        yield target == null || mapping == null
            ? null
            : new CompiledAction.UpdateIncident(target, mapping, update.force());
      }
      case ActionDefinition.AddNote note -> {
        CompiledAction.Target target = target(note.incident(), note.key(), path);
        Template text =
            texts.template(note.text(), org.tomte.engine.template.Target.TEXT, path.key("text"));
        yield target == null || text == null ? null : new CompiledAction.AddNote(target, text);
      }
      case ActionDefinition.CloseIncident close -> close(close, path);
      case ActionDefinition.ChangeIncidentStatus change -> {
        CompiledAction.Target target = target(change.incident(), change.key(), path);
        boolean there =
            faults.known(
                path.key("status"), "the status", change.status(), known.workflow().statusNames());
        ClosingCheck.status(change.status(), known.workflow(), path.key("status"), faults);
        yield target == null || !there
            ? null
            : new CompiledAction.ChangeIncidentStatus(target, change.status(), change.force());
      }
      case ActionDefinition.AttachToIncident attach -> attach(attach, path);
      case ActionDefinition.CreateTask create -> tasks.create(create, path);
      case ActionDefinition.SetTaskProgress set -> tasks.progress(set, path);
      case ActionDefinition.CloseTask close -> tasks.close(close, path);
      case ActionDefinition.AddIndicator add -> tasks.indicator(add, path);
      case ActionDefinition.Delivery _ -> null;
    };
  }

  private CompiledAction.@Nullable Work close(
      ActionDefinition.CloseIncident close, DocumentPath path) {
    CompiledAction.Target target = target(close.incident(), close.key(), path);
    ClosingCheck.words(close, known.workflow().closing(), path, faults);
    Template reason =
        texts.template(close.reason(), org.tomte.engine.template.Target.TEXT, path.key("reason"));
    Template note =
        close.note() == null
            ? null
            : texts.template(close.note(), org.tomte.engine.template.Target.TEXT, path.key("note"));
    return target == null || reason == null
        ? null
        : new CompiledAction.CloseIncident(target, reason, note, close.force());
  }

  private CompiledAction.@Nullable Work attach(
      ActionDefinition.AttachToIncident attach, DocumentPath path) {
    CompiledAction.Target target = target(attach.incident(), attach.key(), path);
    String name = attach.mapping();
    if (target == null) {
      return null;
    }
    if (name == null) {
      return new CompiledAction.AttachToIncident(target, attach.whenClosed(), null);
    }
    faults.known(
        path.key("template"),
        "the template",
        attach.template(),
        known.names(DefinitionKind.TEMPLATE));
    return mappings
        .use(name, ObjectKind.INCIDENT, path.key("mapping"))
        .map(mapping ->
            new CompiledAction.AttachToIncident(
                target,
                attach.whenClosed(),
                new CompiledAction.CreateIncident(
                    mapping, attach.template(), Effect.Merge.IGNORE, null)))
        .orElse(null);
  }

  private CompiledAction.@Nullable Work create(
      ActionDefinition.CreateIncident create, DocumentPath path) {
    faults.known(
        path.key("template"),
        "the template",
        create.template(),
        known.names(DefinitionKind.TEMPLATE));
    if (create.group() != null) {
      paths(create.group().by(), path.key("group").key("by"));
    }
    return mappings
        .use(create.mapping(), ObjectKind.INCIDENT, path.key("mapping"))
        .map(mapping ->
            new CompiledAction.CreateIncident(
                mapping, create.template(), create.merge(), create.group()))
        .orElse(null);
  }

  /** Checks the fields by which events are counted or grouped. */
  void paths(List<EventPath> by, DocumentPath path) {
    for (int i = 0; i < by.size(); i++) {
      texts.path(by.get(i), path.index(i));
    }
  }

  private CompiledAction.@Nullable Target target(
      @Nullable ExpressionText incident, @Nullable ExpressionText key, DocumentPath path) {
    return tasks.target(incident, key, path, "key");
  }
}
