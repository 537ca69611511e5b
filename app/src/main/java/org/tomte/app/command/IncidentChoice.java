package org.tomte.app.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.Cursor;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import picocli.CommandLine.Option;

/** Which incidents a command is for: those that are named, or all that a search finds. */
final class IncidentChoice {
  @Option(
      names = "--where",
      paramLabel = "CEL",
      description = "All that meet this condition; see docs/search.md.")
  private @Nullable String where;

  @Option(
      names = "--most",
      defaultValue = "100",
      paramLabel = "N",
      description = "Do nothing when the search finds more (default: ${DEFAULT-VALUE}).")
  private int most;

  /** The numbers, as they are typed or found. */
  List<Long> numbers(List<String> typed, OpenInstance instance) {
    if (typed.isEmpty() == (where == null)) {
      throw new CommandFault(
          ExitCode.USAGE,
          "Name incidents by their numbers, or choose them by --where CONDITION; not both.");
    }
    return where == null
        ? typed.stream().map(IncidentChoice::number).toList()
        : found(where, instance);
  }

  private List<Long> found(String condition, OpenInstance instance) {
    SearchFields fields = ListOptions.fields(instance, SearchTarget.INCIDENTS);
    Condition wanted = ListOptions.condition(condition, fields);
    SearchRequest first =
        SearchRequest.first(fields, wanted, Math.max(most, 0) + 1, instance.now());
    Cursor place = new Cursor(first.sort(), null, 0L);
    List<Incident> found =
        instance.casework().search(SearchTarget.INCIDENTS, first.after(place)).objects();
    if (found.size() > most) {
      throw new CommandFault(
          ExitCode.USAGE,
          "The search finds more than %,d incidents; say --most to do it all the same."
              .formatted(most));
    }
    return found.stream().map(Incident::number).toList();
  }

  private static long number(String typed) {
    try {
      return Long.parseLong(typed.strip());
    } catch (NumberFormatException wrong) {
      throw new CommandFault(
          ExitCode.USAGE, "'%s' is no number of an incident, such as 17.".formatted(typed));
    }
  }
}
