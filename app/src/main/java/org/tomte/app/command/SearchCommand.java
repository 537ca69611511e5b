package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.field.Nearest;
import org.tomte.casework.search.Cursor;
import org.tomte.casework.search.PlainWords;
import org.tomte.casework.search.SearchCount;
import org.tomte.casework.search.SearchFault;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchPage;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.Sort;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte search}. */
@Command(
    name = "search",
    description = "Finds incidents, triage events, tasks or indicators by a condition or by words.",
    footer = {
      "",
      "Example: tomte search incident \"severity == 'high' && !has(owner)\" --sort opened:desc",
      "Exit: 0 found, 1 nothing found, 2 the condition or an option is wrong, 3 no instance."
    })
final class SearchCommand implements Callable<Integer>, InstanceCommand {
  private static final int MOST_COUNTED = 10_000;

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "What to search: incident, triage, task or indicator.")
  private String kind = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CEL",
      description = "A condition in the search language; see docs/search.md.")
  private @Nullable String condition;

  @Option(
      names = "--text",
      paramLabel = "WORDS",
      defaultValue = "",
      description = "Words that must all be found in it.")
  private String text = "";

  @Option(
      names = "--sort",
      paramLabel = "FIELD[:desc]",
      description = "The order (default: by number, the oldest first).")
  private @Nullable String sort;

  @Option(
      names = "--after",
      paramLabel = "CURSOR",
      description = "Goes on where the page before ended.")
  private @Nullable String after;

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "N",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--count", description = "Only how many there are, exact up to 10,000.")
  private boolean count;

  SearchCommand(CommandContext context) {
    this.context = context;
  }

  /** How the objects of a kind are shown. */
  private record Shown<T>(
      SearchTarget<T> target,
      Function<List<T>, Table> table,
      Function<T, ? extends Map<String, ? extends @Nullable Object>> json) {}

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CommandFault(ExitCode.USAGE, "--limit is at least 1.");
    }
    Shown<?> shown = shown();
    try {
      return found(shown, context.door().open());
    } catch (SearchFault wrong) {
      throw new CommandFault(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  private Shown<?> shown() {
    return switch (kind) {
      case "incident" ->
          new Shown<>(
              SearchTarget.INCIDENTS, IncidentListCommand::table, IncidentListCommand::json);
      case "triage" ->
          new Shown<>(
              SearchTarget.TRIAGE_EVENTS, TriageListCommand::table, TriageListCommand::json);
      case "task" -> new Shown<>(SearchTarget.TASKS, TaskWords::table, TaskWords::json);
      case "indicator" ->
          new Shown<>(
              SearchTarget.INDICATORS, IndicatorListCommand::table, IndicatorListCommand::json);
      default ->
          throw new CommandFault(
              ExitCode.USAGE,
              "'%s' is nothing that can be searched%s (incident, triage, task, indicator)."
                  .formatted(
                      kind,
                      Nearest.question(kind, List.of("incident", "triage", "task", "indicator"))));
    };
  }

  private <T> int found(Shown<T> shown, OpenInstance instance) {
    SearchFields fields = ListOptions.fields(instance, shown.target());
    Sort order = sort == null ? Sort.byId(fields) : Sort.read(sort, fields);
    SearchRequest request =
        new SearchRequest(
            fields,
            ListOptions.condition(condition, fields),
            PlainWords.of(text),
            order,
            after == null ? null : Cursor.read(after, order),
            limit,
            instance.now());
    return count
        ? counted(instance.casework().count(shown.target(), request, MOST_COUNTED))
        : listed(shown, instance.casework().search(shown.target(), request));
  }

  private int counted(SearchCount number) {
    if (json.wanted()) {
      context.console().json(Map.of("count", number.number(), "more", number.more()));
    } else {
      context.console().line(number.toString());
    }
    return number.number() > 0 ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private <T> int listed(Shown<T> shown, SearchPage<T> page) {
    Cursor next = page.next();
    if (json.wanted()) {
      Map<String, @Nullable Object> found = new LinkedHashMap<>();
      found.put("found", page.objects().stream().map(shown.json()).toList());
      found.put("next", next == null ? null : next.toString());
      context.console().json(found);
    } else {
      context.console().table(shown.table().apply(page.objects()));
      if (next != null) {
        context.console().note("There is more: --after " + next);
      }
    }
    return page.objects().isEmpty() ? ExitCode.DIFFERS : ExitCode.DONE;
  }
}
