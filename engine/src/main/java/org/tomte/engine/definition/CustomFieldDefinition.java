package org.tomte.engine.definition;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.field.Formula;
import org.tomte.engine.definition.yaml.OneOrMany;

/** A field that the team adds to objects. Its name and type stay as they are for good. */
public record CustomFieldDefinition(
    @Setting(
            value = "The name; custom.<name> in mappings and expressions.",
            example = "affected_site")
        String customField,
    @Setting("What people see; the name when absent.") @Nullable String label,
    @Setting(value = "What it says.", fallback = "\"\"") String description,
    @Setting(
            value =
                "text, long-text, number, checkbox, date, time, interval, time-zone, choice,"
                    + " choices, tags, link, email, ip, hash, file-name, color, user or"
                    + " calculation.",
            example = "choice")
        String type,
    @Setting(value = "The words of a choice or of choices.", fallback = "[]") List<String> words,
    @Setting(
            value = "What a calculation calculates from other fields.",
            example = "starttime + custom.allowed")
        @Nullable String formula,
    @Setting(
            value = "Which objects have it; all of them when absent.",
            fallback = "[incident, triage-event, task, indicator]")
        @OneOrMany
        Set<Owner> of,
    @Setting(value = "Whether a person must fill it in to open an incident.", fallback = "false")
        boolean required)
    implements Definition {

  /** What can have custom fields. */
  public enum Owner {
    /** Incidents. */
    INCIDENT(ObjectKind.INCIDENT),
    /** Triage events. */
    TRIAGE_EVENT(ObjectKind.TRIAGE_EVENT),
    /** Tasks. */
    TASK(ObjectKind.TASK),
    /** Indicators. */
    INDICATOR(ObjectKind.INDICATOR);

    private final ObjectKind kind;

    Owner(ObjectKind kind) {
      this.kind = kind;
    }
  }

  /** Checks everything but the fields that a formula names. */
  public CustomFieldDefinition {
    field(customField, label, description, type, words, formula, of, required);
  }

  /** The field. */
  public CustomField toField() {
    return field(customField, label, description, type, words, formula, of, required);
  }

  private static CustomField field(
      String name,
      @Nullable String label,
      String description,
      String type,
      List<String> words,
      @Nullable String formula,
      Set<Owner> of,
      boolean required) {
    Set<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
    of.forEach(owner -> kinds.add(owner.kind));
    return new CustomField(
        name,
        type,
        label == null ? name : label,
        description.isEmpty() ? "A field of the team." : description,
        words,
        formula == null ? null : Formula.parse(formula),
        kinds,
        required);
  }

  @Override
  public DefinitionKind kind() {
    return DefinitionKind.CUSTOM_FIELD;
  }

  @Override
  public String name() {
    return customField;
  }
}
