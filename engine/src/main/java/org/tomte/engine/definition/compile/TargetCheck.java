package org.tomte.engine.definition.compile;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Field;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.engine.definition.MappingRow;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.Suggestion;

/** Checks names and literal values against the fields of the data layer. */
final class TargetCheck {

  private final Known known;
  private final DocumentFaults faults;

  TargetCheck(Known known, DocumentFaults faults) {
    this.known = known;
    this.faults = faults;
  }

  /** Checks the rows of a mapping that sets fields of a kind. */
  void check(Map<String, MappingRow> rows, ObjectKind kind, DocumentPath path) {
    rows.forEach((field, row) -> {
      DocumentPath at = path.key(field);
      if (settable(field, kind, at) && row.then().isEmpty()) {
        literal(field, row.value(), kind, at.key("value"));
      }
      literal(field, row.fallback(), kind, at.key("default"));
    });
  }

  /** Checks fields that are given by their values. */
  void checkValues(Map<String, @Nullable Object> fields, ObjectKind kind, DocumentPath path) {
    fields.forEach((field, value) -> {
      if (settable(field, kind, path.key(field))) {
        literal(field, value, kind, path.key(field));
      }
    });
  }

  private boolean settable(String field, ObjectKind kind, DocumentPath path) {
    FieldCatalogue catalogue = known.fieldsFor(field);
    boolean settable = catalogue.targetFault(kind, field).isEmpty();
    if (!settable) {
      List<String> valid =
          catalogue.fields(kind).stream().filter(Field::settable).map(Field::name).toList();
      String what =
          catalogue.find(kind, field).isPresent()
              ? "the field " + Suggestion.quoted(field) + " of " + kind.word() + " cannot be set"
              : "an object of kind " + kind.word() + " has no field " + Suggestion.quoted(field);
      faults
          .list()
          .fault(
              faults.keyPlace(path),
              path,
              what + Suggestion.valid(valid),
              Suggestion.nearest(field, valid));
    }
    return settable;
  }

  private void literal(String field, @Nullable Object value, ObjectKind kind, DocumentPath path) {
    FieldCatalogue catalogue = known.fieldsFor(field);
    if (value == null || catalogue.targetFault(kind, field).isPresent()) {
      return;
    }
    catalogue
        .check(kind, Map.of(field, value))
        .faults()
        .forEach(fault -> faults.fault(path, fault));
  }
}
