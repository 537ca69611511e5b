package org.tomte.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Console;
import org.tomte.app.console.Table;
import org.tomte.casework.Outcome;
import org.tomte.casework.incident.EditedIncident;

/** Tells what became of commands on several objects, each on its own. */
final class Answers {
  private final Console console;
  private final boolean json;

  Answers(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /**
   * Tells the outcomes.
   *
   * @param numbers what was asked for, in the order of the outcomes
   * @return the exit code
   */
  <T> int tell(List<Long> numbers, List<Outcome<T>> outcomes, Function<? super T, String> words) {
    boolean refused = false;
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Table table = Table.of("incident", "done", "what");
    for (int i = 0; i < outcomes.size(); i++) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("incident", numbers.get(i));
      switch (outcomes.get(i)) {
        case Outcome.Done<T> done -> {
          row.put("done", true);
          row.put("what", words.apply(done.value()));
        }
        case Outcome.Refused<T> no -> {
          refused = true;
          row.put("done", false);
          row.put("what", no.reason());
        }
      }
      rows.add(row);
      table.row(
          row.get("incident"),
          Boolean.TRUE.equals(row.get("done")) ? "yes" : "no",
          row.get("what"));
    }
    if (json) {
      console.json(rows);
    } else if (!rows.isEmpty()) {
      console.table(table);
    } else {
      console.line("No incident was found.");
    }
    return refused ? ExitCode.DIFFERS : ExitCode.DONE;
  }

  /** What an edit changed. */
  static String words(EditedIncident edited) {
    String changed =
        edited.changed().isEmpty()
            ? "nothing to change"
            : "changed " + String.join(", ", edited.changed().stream().sorted().toList());
    return edited.kept().isEmpty()
        ? changed
        : changed + "; kept " + String.join(", ", edited.kept().stream().sorted().toList());
  }
}
