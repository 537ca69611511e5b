package org.tomte.engine.definition;

import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.template.LabelPattern;

/** What incidents are opened from. */
public record IncidentTemplateDefinition(
    @Setting("The name that create-incident refers to.") String template,
    @Setting(value = "What it is for.", fallback = "\"\"") String description,
    @Setting(value = "How labels are made.", fallback = "\"INC-{year}-{counter per=year width=5}\"")
        String label,
    @Setting(
            value = "Field names with the values that every such incident begins with.",
            fallback = "{}",
            example = "{type: phishing, severity: medium}")
        SequencedMap<String, @Nullable Object> fields)
    implements Definition {

  /** Checks the name. */
  public IncidentTemplateDefinition {
    Names.check("the template's name", template);
    LabelPattern.parse(label);
  }

  /** The template as incidents are opened from it. */
  @SuppressWarnings(
      "NullAway") // the annotation of the other module's record is lost in its class file
  public IncidentTemplate toTemplate() {
    return new IncidentTemplate(template, description, LabelPattern.parse(label), fields);
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
