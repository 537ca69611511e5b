package org.tomte.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorFilter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte entity show}. */
@Command(
    name = "show",
    description = {
      "Shows what is known of an entity: where it was seen, which incidents share it, what they"
          + " have in common beside it, and what an indicator of the same value says."
    },
    footer = {
      "",
      "Example: tomte entity show 192[.]0[.]2[.]7",
      "Exit: 0 done, 2 it was never seen or is no entity, 3 no instance."
    })
final class EntityShowCommand implements Callable<Integer>, InstanceCommand {
  private static final int MOST_RELATED = 10;

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      paramLabel = "ENTITY",
      description = "As it is written, also defanged: 192[.]0[.]2[.]7, user:ann.")
  private String entity = "";

  @Option(
      names = "--after",
      defaultValue = "0",
      paramLabel = "ID",
      description = "Of each kind of object, only those with a greater id.")
  private long after;

  @Option(
      names = "--limit",
      defaultValue = "20",
      paramLabel = "N",
      description = "How many of each kind of object (default: ${DEFAULT-VALUE}).")
  private int limit;

  EntityShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Work.checkPage(limit, after);
    EntityName name = EntityCommands.name(entity);
    OpenInstance instance = context.door().open();
    CaseworkReader reader = instance.casework();
    Entity known = reader.entity(name).orElse(null);
    SortedMap<ObjectKind, Long> counts = reader.seenIn(name);
    List<Indicator> indicators =
        reader.indicators(new IndicatorFilter(null, name.value(), null), 0, 10);
    if (known == null && counts.isEmpty() && indicators.isEmpty()) {
      throw new CommandFault(ExitCode.USAGE, "%s was never seen.".formatted(name.defanged()));
    }
    Map<String, @Nullable Object> facts = facts(name, known);
    Map<String, @Nullable Object> seen = new LinkedHashMap<>();
    List<ObjectRef> objects = new ArrayList<>();
    for (Map.Entry<ObjectKind, Long> each : counts.entrySet()) {
      long count = each.getValue();
      seen.put(
          each.getKey().word(),
          count < CaseworkReader.MOST_COUNTED ? count : "%,d or more".formatted(count));
      objects.addAll(reader.seenIn(name, each.getKey(), after, limit));
    }
    facts.put("seenIn", seen);
    tell(reader, name, facts, objects, indicators);
    return ExitCode.DONE;
  }

  private static Map<String, @Nullable Object> facts(EntityName name, @Nullable Entity known) {
    if (known != null) {
      return EntityCommands.json(known);
    }
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("type", name.type().word());
    facts.put("value", name.value());
    facts.put("defanged", name.defanged());
    return facts;
  }

  private void tell(
      CaseworkReader reader,
      EntityName name,
      Map<String, @Nullable Object> facts,
      List<ObjectRef> objects,
      List<Indicator> indicators) {
    List<Map<String, @Nullable Object>> related = new ArrayList<>();
    reader
        .related(name, MOST_RELATED)
        .forEach(each -> {
          Map<String, @Nullable Object> other = new LinkedHashMap<>();
          other.put("type", each.entity().name().type().word());
          other.put("value", each.entity().name().value());
          other.put("defanged", each.entity().name().defanged());
          other.put("incidents", each.incidents());
          related.add(other);
        });
    if (json.wanted()) {
      facts.put("objects", objects.stream().map(each -> json(reader, each)).toList());
      facts.put("related", related);
      facts.put("indicators", indicators.stream().map(EntityShowCommand::json).toList());
      context.console().json(facts);
      return;
    }
    Console console = context.console();
    facts.remove("value"); // people see the defanged one
    Work.show(console, facts);
    Table table = Table.of("seen in", "title");
    objects.forEach(each -> table.row(TaskWords.name(each), title(reader, each)));
    show(console, table);
    Table together = Table.of("related", "incidents", "value");
    related.forEach(
        each -> together.row(each.get("type"), each.get("incidents"), each.get("defanged")));
    show(console, together);
    Table says = Table.of("indicator", "confidence", "severity", "valid until", "says");
    indicators.forEach(each ->
        says.row(
            each.id(),
            each.confidence(),
            each.fields().text(FieldNames.SEVERITY),
            each.fields().text(FieldNames.VALID_UNTIL),
            each.fields().text(FieldNames.DESCRIPTION)));
    show(console, says);
  }

  private static void show(Console console, Table table) {
    if (!table.isEmpty()) {
      console.table(table);
    }
  }

  private static Map<String, @Nullable Object> json(CaseworkReader reader, ObjectRef object) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", object.kind().word());
    json.put("id", object.id());
    json.put("title", title(reader, object));
    return json;
  }

  private static Map<String, @Nullable Object> json(Indicator indicator) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", indicator.id());
    json.put("fields", indicator.fields().asMap());
    return json;
  }

  private static @Nullable String title(CaseworkReader reader, ObjectRef object) {
    return switch (object.kind()) {
      case INCIDENT ->
          reader.incident(object.id()).map(one -> one.label() + " " + one.title()).orElse(null);
      case TRIAGE_EVENT -> reader.triageEvent(object.id()).map(one -> one.title()).orElse(null);
      case TASK -> reader.task(object.id()).map(one -> one.title()).orElse(null);
      case NOTE ->
          reader.note(object.id()).map(one -> "on " + TaskWords.name(one.object())).orElse(null);
      case INDICATOR, ENTITY -> null;
    };
  }
}
