package org.tomte.casework.field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Map<ObjectKind, List<CustomField>> calculations = new EnumMap<>(ObjectKind.class);
  private final Map<ObjectKind, List<CustomField>> required = new EnumMap<>(ObjectKind.class);

  private FieldCatalogue(Workflow workflow, Collection<CustomField> customFields) {
    this.workflow = workflow;
    for (ObjectKind kind : ObjectKind.values()) {
      SequencedMap<String, Field> byName = new LinkedHashMap<>();
      StandardFields.of(kind, workflow).forEach(field -> byName.put(field.name(), field));
      List<CustomField> own = customFields.stream().filter(one -> one.of().contains(kind)).toList();
      own.stream().filter(one -> !one.calculated()).forEach(one -> put(byName, one));
      fields.put(kind, byName);
      calculations.put(kind, calculated(own, byName));
      required.put(kind, own.stream().filter(CustomField::required).toList());
    }
    checkPlaced(customFields);
  }

  private static void put(Map<String, Field> byName, CustomField custom) {
    byName.put(
        custom.fieldName(),
        new Field(custom.fieldName(), custom.valueType(), custom.description(), true));
  }

  /** A calculation that no kind of object has all fields for is a mistake. */
  private void checkPlaced(Collection<CustomField> customFields) {
    for (CustomField field : customFields) {
      boolean placed = calculations.values().stream().anyMatch(some -> some.contains(field));
      if (field.calculated() && !placed) {
        ObjectKind kind = field.of().stream().sorted().findFirst().orElseThrow();
        formula(field).type(name -> typeOf(of(kind), name));
      }
    }
  }

  /**
   * Calculated fields in an order in which each stands after those it names; a kind of object that
   * lacks a field they name does not have them.
   *
   * @throws IllegalArgumentException when they go in a circle, or a formula does not fit
   */
  private static List<CustomField> calculated(List<CustomField> own, Map<String, Field> byName) {
    List<CustomField> inOrder = new ArrayList<>();
    List<CustomField> open = new ArrayList<>(own.stream().filter(CustomField::calculated).toList());
    while (!open.isEmpty()) {
      Set<String> waiting = new TreeSet<>();
      open.forEach(one -> waiting.add(one.fieldName()));
      CustomField next =
          open.stream()
              .filter(one -> Collections.disjoint(formula(one).fields(), waiting))
              .findFirst()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "the calculated fields "
                          + String.join(", ", waiting)
                          + " are calculated from each other in a circle"));
      open.remove(next);
      if (byName.keySet().containsAll(formula(next).fields())) {
        ValueType type = formula(next).type(name -> typeOf(byName, name));
        byName.put(next.fieldName(), new Field(next.fieldName(), type, next.description(), false));
        inOrder.add(next);
      }
    }
    return List.copyOf(inOrder);
  }

  private static Formula formula(CustomField field) {
    return Objects.requireNonNull(field.formula(), field.name());
  }

  private static @Nullable ValueType typeOf(Map<String, Field> byName, String name) {
    Field field = byName.get(name);
    return field == null ? null : field.type();
  }

  /** The built-in fields with the built-in workflow. */
  public static FieldCatalogue standard() {
    return STANDARD;
  }

  /** The built-in fields and those of the team, with the built-in workflow. */
  public static FieldCatalogue with(Collection<CustomField> customFields) {
    return of(Workflow.standard(), customFields);
  }

  /**
   * The built-in fields and those of the team.
   *
   * @throws IllegalArgumentException when a calculated field cannot be calculated
   */
  public static FieldCatalogue of(Workflow workflow, Collection<CustomField> customFields) {
    return new FieldCatalogue(workflow, customFields);
  }

  /** The same values with the calculated fields as they follow from the others. */
  public FieldValues calculated(ObjectKind kind, FieldValues values) {
    FieldValues result = values;
    for (CustomField field : calculations.getOrDefault(kind, List.of())) {
      result = result.with(field.fieldName(), value(kind, field, result));
    }
    return result;
  }

  private @Nullable Object value(ObjectKind kind, CustomField field, FieldValues values) {
    return formula(field).value(values, name -> typeOf(of(kind), name));
  }

  /** The fields that a person must fill in when they make an object of a kind. */
  public List<CustomField> required(ObjectKind kind) {
    return required.getOrDefault(kind, List.of());
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
