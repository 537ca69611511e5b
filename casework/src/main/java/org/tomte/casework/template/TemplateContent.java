package org.tomte.casework.template;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a template has beside fields.
 *
 * @param category a word to find the template by; null for none
 * @param tags words to find the template by; those of its incidents are among its fields
 * @param tasks made with each incident, in order
 * @param notes written on each incident, in order
 */
public record TemplateContent(
    @Nullable String category, List<String> tags, List<Task> tasks, List<String> notes) {

  /** Nothing. */
  public static final TemplateContent NONE =
      new TemplateContent(null, List.of(), List.of(), List.of());

  /** Copies the lists. */
  public TemplateContent {
    tags = List.copyOf(tags);
    tasks = List.copyOf(tasks);
    notes = List.copyOf(notes);
  }

  /**
   * A task that is made with each incident.
   *
   * @param fields field names and plain JSON values: title, phase, team and others
   * @param dueAfter how long after the incident was opened it is due; null when it need not be
   */
  public record Task(Map<String, @Nullable Object> fields, @Nullable Duration dueAfter) {

    // Not the compact form: javac drops the annotation of its parameter from the class file.
    /** Copies the fields. */
    public Task(Map<String, @Nullable Object> fields, @Nullable Duration dueAfter) {
      this.fields = Collections.unmodifiableMap(new TreeMap<>(fields));
      this.dueAfter = dueAfter;
    }
  }
}
