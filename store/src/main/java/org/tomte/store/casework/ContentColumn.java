package org.tomte.store.casework;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.template.TemplateContent;

/** What a template has beside fields, as JSON in one column. */
final class ContentColumn {

  private ContentColumn() {}

  static @Nullable String write(TemplateContent content) {
    if (content.equals(TemplateContent.NONE)) {
      return null;
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("category", content.category());
    json.put("tags", content.tags());
    json.put("notes", content.notes());
    List<Object> tasks = new ArrayList<>();
    for (TemplateContent.Task task : content.tasks()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("fields", task.fields());
      Duration dueAfter = task.dueAfter();
      one.put("dueAfter", dueAfter == null ? null : dueAfter.toString());
      tasks.add(one);
    }
    json.put("tasks", tasks);
    return JsonColumn.write(json);
  }

  static TemplateContent read(@Nullable String written) {
    if (written == null) {
      return TemplateContent.NONE;
    }
    Map<String, @Nullable Object> json = JsonColumn.readObject(written);
    List<TemplateContent.Task> tasks = new ArrayList<>();
    for (Object task : list(json.get("tasks"))) {
      if (task instanceof Map<?, ?> one) {
        Object dueAfter = one.get("dueAfter");
        tasks.add(
            new TemplateContent.Task(
                JsonColumn.readObject(JsonColumn.write(one.get("fields"))),
                dueAfter == null ? null : Duration.parse(dueAfter.toString())));
      }
    }
    Object category = json.get("category");
    return new TemplateContent(
        category == null ? null : category.toString(),
        list(json.get("tags")).stream().map(String::valueOf).toList(),
        tasks,
        list(json.get("notes")).stream().map(String::valueOf).toList());
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
