package org.tomte.app.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.app.console.Console;
import org.tomte.app.console.Table;
import org.tomte.engine.simulation.DryRun;

/** The fields of each event of a dry run, as expressions name them. */
final class FieldTable {
  private final DryRun.Report report;

  FieldTable(DryRun.Report report) {
    this.report = report;
  }

  void tell(Console console) {
    Table table = Table.of("event", "field", "value");
    int number = 0;
    for (DryRun.Row row : report.rows()) {
      number++;
      if (row.judged().item() instanceof Event event) {
        add(table, number, "", event.fields());
      }
    }
    if (!table.isEmpty()) {
      console.table(table);
    }
  }

  private static void add(Table table, int number, String path, Map<?, ?> fields) {
    fields.forEach((name, value) -> {
      String place = path.isEmpty() ? String.valueOf(name) : path + "." + name;
      if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
        add(table, number, place, inner);
      } else {
        table.row(number, place, shown(value));
      }
    });
  }

  private static @Nullable String shown(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
