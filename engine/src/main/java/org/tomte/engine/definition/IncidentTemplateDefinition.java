package org.tomte.engine.definition;

import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.template.LabelPattern;
import org.tomte.casework.template.TemplateContent;

/** What incidents are opened from. */
public record IncidentTemplateDefinition(
    @Setting("The name that create-incident refers to.") String template,
    @Setting(value = "What it is for.", fallback = "\"\"") String description,
    @Setting(value = "How labels are made.", fallback = "\"INC-{year}-{counter per=year width=5}\"")
        String label,
    @Setting(
            value =
                "The zone whose days and years labels have and by which their counters start"
                    + " again.",
            fallback = "\"UTC\"",
            example = "Europe/Berlin")
        ZoneId labelZone,
    @Setting(
            value =
                "Field names with the values that every such incident begins with, investigators"
                    + " and their roles among them.",
            fallback = "{}",
            example = "{type: phishing, severity: medium}")
        SequencedMap<String, @Nullable Object> fields,
    @Setting("A word to find the template by.") @Nullable String category,
    @Setting(
            value = "Words to find the template by; tags of its incidents are among its fields.",
            fallback = "[]")
        List<String> tags,
    @Setting(value = "Tasks that are made with each such incident.", fallback = "[]")
        List<TemplateTaskDefinition> tasks,
    @Setting(value = "Notes that are written on each such incident.", fallback = "[]")
        List<String> notes)
    implements Definition {

  /** A task that is made with each incident of a template. */
  public record TemplateTaskDefinition(
      @Setting("One line for lists.") String title,
      @Setting("What is to be done.") @Nullable String description,
      @Setting("The phase that it is part of.") @Nullable String phase,
      @Setting("What comes first.") @Nullable String priority,
      @Setting("The team responsible.") @Nullable String team,
      @Setting("The person responsible.") @Nullable String owner,
      @Setting(value = "How long after the incident was opened it is due.", example = "4h")
          @Nullable Duration dueAfter,
      @Setting(value = "Further field names with their values.", fallback = "{}")
          SequencedMap<String, @Nullable Object> fields) {

    /** Checks that it has a title and that what it has is no time gone by. */
    public TemplateTaskDefinition {
      if (title.isBlank()) {
        throw new IllegalArgumentException("a task needs a title");
      }
      if (dueAfter != null && dueAfter.isNegative()) {
        throw new IllegalArgumentException("due-after is a time such as 4h, not " + dueAfter);
      }
    }

    @SuppressWarnings(
        "NullAway") // the annotation of the other module's record is lost in its class file
    TemplateContent.Task toTask() {
      SequencedMap<String, @Nullable Object> all = new LinkedHashMap<>(fields);
      all.put(FieldNames.TITLE, title);
      put(all, FieldNames.DESCRIPTION, description);
      put(all, FieldNames.PHASE, phase);
      put(all, FieldNames.PRIORITY, priority);
      put(all, FieldNames.TEAM, team);
      put(all, FieldNames.OWNER, owner);
      return new TemplateContent.Task(all, dueAfter);
    }

    private static void put(
        SequencedMap<String, @Nullable Object> fields, String name, @Nullable String value) {
      if (value != null) {
        fields.put(name, value);
      }
    }
  }

  /** Checks the name, the label and the notes. */
  public IncidentTemplateDefinition {
    Names.check("the template's name", template);
    LabelPattern.parse(label);
    if (notes.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a note of a template has a text");
    }
  }

  /** The template as incidents are opened from it. */
  @SuppressWarnings(
      "NullAway") // the annotation of the other module's record is lost in its class file
  public IncidentTemplate toTemplate() {
    TemplateContent content =
        new TemplateContent(
            category, tags, tasks.stream().map(TemplateTaskDefinition::toTask).toList(), notes);
    return new IncidentTemplate(
        template, description, LabelPattern.parse(label, labelZone), fields, content);
  }

  @Override
  public DefinitionKind kind() {
    return DefinitionKind.TEMPLATE;
  }

  @Override
  public String name() {
    return template;
  }
}
