package org.tomte.casework.field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.workflow.Workflow;

/**
 * The fields of every kind of object: checks the targets of mappings at save and their values at
 * run time, by the same code in dry runs, tests and commits.
 */
public final class FieldCatalogue {
  private static final FieldCatalogue STANDARD = new FieldCatalogue(Workflow.standard(), List.of());

  private final Workflow workflow;
  private final Map<ObjectKind, SequencedMap<String, Field>> fields =
      new EnumMap<>(ObjectKind.class);

  private FieldCatalogue(Workflow workflow, Collection<CustomField> customFields) {
    this.workflow = workflow;
    for (ObjectKind kind : ObjectKind.values()) {
      SequencedMap<String, Field> byName = new LinkedHashMap<>();
      StandardFields.of(kind, workflow).forEach(field -> byName.put(field.name(), field));
      if (kind != ObjectKind.NOTE) {
        for (CustomField custom : customFields) {
          byName.put(
              custom.fieldName(),
              new Field(custom.fieldName(), custom.valueType(), custom.description(), true));
        }
      }
      fields.put(kind, byName);
    }
  }

  /** The built-in fields with the built-in workflow. */
  public static FieldCatalogue standard() {
    return STANDARD;
  }

  /** The built-in fields and those of the team. */
  public static FieldCatalogue with(Collection<CustomField> customFields) {
    return new FieldCatalogue(Workflow.standard(), customFields);
  }

  /** The statuses and phases that fields may name. */
  public Workflow workflow() {
    return workflow;
  }

  /** All fields of a kind, in the order in which a person should see them. */
  public List<Field> fields(ObjectKind kind) {
    return List.copyOf(of(kind).values());
  }

  /** The field of this name; empty when the kind has none. */
  public Optional<Field> find(ObjectKind kind, String name) {
    return Optional.ofNullable(of(kind).get(name));
  }

  /**
   * Why a mapping cannot set a field of this name: a sentence with what would be valid; empty when
   * it can.
   */
  public Optional<String> targetFault(ObjectKind kind, String name) {
    Field field = of(kind).get(name);
    if (field != null && field.settable()) {
      return Optional.empty();
    }
    List<String> valid =
        of(kind).values().stream().filter(Field::settable).map(Field::name).toList();
    if (field != null) {
      return Optional.of(
          "'%s' of %s cannot be set; it follows from what is done with it"
              .formatted(name, kind.word()));
    }
    return Optional.of(
        "%s has no field '%s'%s (fields: %s)"
            .formatted(kind.word(), name, Nearest.question(name, valid), String.join(", ", valid)));
  }

  /** Checks and converts fields that are to be set; null and empty text empty a field. */
  public Checked check(ObjectKind kind, Map<String, ? extends @Nullable Object> raw) {
    Map<String, Object> values = new TreeMap<>();
    Set<String> cleared = new TreeSet<>();
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, ? extends @Nullable Object> entry : raw.entrySet()) {
      String name = entry.getKey();
      Optional<String> targetFault = targetFault(kind, name);
      if (targetFault.isPresent()) {
        faults.add(targetFault.get());
        continue;
      }
      Object value = entry.getValue();
      if (value == null || value.equals("")) {
        cleared.add(name);
        continue;
      }
      switch (ValueConverter.convert(field(kind, name).type(), value)) {
        case Conversion.Value converted -> values.put(name, converted.value());
        case Conversion.Fault fault -> faults.add("field '" + name + "': " + fault.reason());
      }
    }
    return new Checked(FieldValues.of(values), cleared, faults);
  }

  /** Whether a field of this name takes this value. */
  public boolean accepts(ObjectKind kind, String name, Object value) {
    return check(kind, Map.of(name, value)).valid();
  }

  private Field field(ObjectKind kind, String name) {
    return find(kind, name).orElseThrow();
  }

  private SequencedMap<String, Field> of(ObjectKind kind) {
    SequencedMap<String, Field> byName = fields.get(kind);
    return byName == null ? new LinkedHashMap<>() : byName;
  }
}
