package org.tomte.app.command;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.note.Note;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;

/** How tasks and notes are told. */
final class TaskWords {
  private TaskWords() {}

  /** The task of a number, as far as there is one. */
  static Task find(OpenInstance instance, long number) {
    return instance
        .casework()
        .task(number)
        .orElseThrow(() ->
            new CommandFault(ExitCode.USAGE, "There is no task with the number " + number + "."));
  }

  static Map<String, @Nullable Object> json(Task task, Instant now) {
    Map<String, @Nullable Object> json = json(task);
    json.put("overdue", task.overdue(now));
    return json;
  }

  static Map<String, @Nullable Object> json(Task task) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", task.number());
    json.put("key", task.key() == null ? null : task.key().text());
    json.put("created", task.times().created());
    json.put("closed", task.times().closed());
    json.put("by", task.createdBy().words());
    json.put("fields", task.fields().asMap());
    return json;
  }

  static Table table(List<Task> tasks) {
    return table(tasks, Instant.MIN); // nothing is overdue
  }

  static Table table(List<Task> tasks, Instant now) {
    Table table =
        Table.of("number", "incident", "status", "done", "due", "owner", "approval", "title");
    for (Task each : tasks) {
      String due = each.fields().text(FieldNames.DUE);
      table.row(
          each.number(),
          each.incident(),
          each.status().word(),
          each.progress() + " %",
          due != null && each.overdue(now) ? due + " (overdue)" : due,
          each.fields().text(FieldNames.OWNER),
          each.authoriser() == null ? null : each.approval().word() + " " + each.authoriser(),
          each.title());
    }
    return table;
  }

  static Map<String, @Nullable Object> json(Effort effort) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("person", effort.person());
    json.put("at", effort.at());
    json.put("seconds", effort.seconds());
    json.put("text", effort.text());
    return json;
  }

  static Map<String, @Nullable Object> json(Note note) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", note.id());
    json.put("object", name(note.object()));
    json.put("written", note.written());
    json.put("by", note.by().words());
    json.put("edited", note.edited());
    json.put("pinned", note.flags().pinned());
    json.put("handOver", note.flags().handOver());
    json.put("mentions", note.mentions());
    json.put("text", note.text());
    return json;
  }

  /** An object as it is typed. */
  static String name(ObjectRef object) {
    return object.kind().word() + ":" + object.id();
  }
}
