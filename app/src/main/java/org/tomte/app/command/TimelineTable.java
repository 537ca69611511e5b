package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.timeline.TimelineEntry;
import org.tomte.casework.timeline.TimelineWords;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows a page of what happened to an object. */
final class TimelineTable {
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--after",
      defaultValue = "0",
      paramLabel = "PLACE",
      description = "Only what stands after this number; the last of the page before.")
  private long after;

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "N",
      description = "How many entries (default: ${DEFAULT-VALUE}).")
  private int limit;

  int show(CommandContext context, ObjectRef object) {
    if (limit < 1 || after < 0) {
      throw new CommandFault(ExitCode.USAGE, "--limit is at least 1, and --after at least 0.");
    }
    OpenInstance instance = context.door().open();
    List<TimelineEntry> entries = instance.casework().timeline(object, after, limit);
    if (entries.isEmpty() && after == 0) {
      throw new CommandFault(ExitCode.USAGE, "There is no %s.".formatted(object));
    }
    TimelineWords words = words(instance);
    if (json.wanted()) {
      context.console().json(entries.stream().map(each -> json(each, object, words)).toList());
      return ExitCode.DONE;
    }
    Table table = Table.of("at", "who", "what", "change");
    entries.forEach(each ->
        table.row(
            Instants.shown(each.at()),
            words.who(each.cause()),
            words.what(each, object),
            each.position()));
    context.console().table(table);
    if (entries.size() == limit) {
      context
          .console()
          .note("More with --after %d.".formatted(entries.getLast().position().sequence()));
    }
    return ExitCode.DONE;
  }

  static TimelineWords words(OpenInstance instance) {
    Map<Integer, String> names = new LinkedHashMap<>();
    instance.definitionStore().daemons().forEach(each -> names.put(each.id().value(), each.name()));
    return new TimelineWords(names::get);
  }

  private static Map<String, @Nullable Object> json(
      TimelineEntry entry, ObjectRef object, TimelineWords words) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("at", entry.at());
    json.put("who", words.who(entry.cause()));
    json.put("what", words.what(entry, object));
    json.put("object", entry.object().toString());
    json.put("change", entry.position().toString());
    json.put("depth", entry.cause().depth());
    json.put("changes", entry.changes().stream().map(TimelineTable::json).toList());
    json.put("notes", List.copyOf(entry.notes().values()));
    return json;
  }

  private static Map<String, @Nullable Object> json(Change change) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("field", change.field());
    json.put("before", change.before());
    json.put("after", change.after());
    return json;
  }
}
