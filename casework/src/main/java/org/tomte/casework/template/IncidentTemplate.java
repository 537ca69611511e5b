package org.tomte.casework.template;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What incidents are opened from.
 *
 * @param name unique; lower case, digits and hyphens
 * @param description one sentence
 * @param label how their labels are made
 * @param fields field names and plain JSON values that every such incident begins with: type,
 *     severity, tags, investigators with their roles, phase, custom fields
 * @param content what is made with each incident
 */
public record IncidentTemplate(
    String name,
    String description,
    LabelPattern label,
    Map<String, @Nullable Object> fields,
    TemplateContent content) {

  /** The template that is always there, unless one of this name is stored. */
  public static final IncidentTemplate GENERAL =
      new IncidentTemplate(
          "general",
          "An incident of any kind",
          LabelPattern.parse("INC-{year}-{counter per=year width=5}"),
          Map.of());

  // Not the compact form: javac drops the annotation of its parameter from the class file.
  /** Copies the fields. */
  public IncidentTemplate(
      String name,
      String description,
      LabelPattern label,
      Map<String, @Nullable Object> fields,
      TemplateContent content) {
    this.name = name;
    this.description = description;
    this.label = label;
    this.fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    this.content = content;
  }

  /** A template with nothing but fields. */
  public IncidentTemplate(
      String name, String description, LabelPattern label, Map<String, @Nullable Object> fields) {
    this(name, description, label, fields, TemplateContent.NONE);
  }
}
