package org.tomte.engine.definition.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.DurationText;
import org.tomte.api.FieldType;
import org.tomte.engine.definition.InputDefinition;
import org.tomte.engine.definition.InputType;
import org.tomte.engine.definition.MailAddress;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.Suggestion;

/** Checks the values of a daemon's inputs against their types. */
final class InputCheck {

  private final DocumentFaults faults;
  private final SequencedMap<String, FieldType> types = new LinkedHashMap<>();
  private final SequencedMap<String, Object> values = new LinkedHashMap<>();

  InputCheck(SequencedMap<String, InputDefinition> inputs, DocumentFaults faults) {
    this.faults = faults;
    DocumentPath path = DocumentPath.ROOT.key("inputs");
    inputs.forEach((name, input) -> add(name, input, path.key(name)));
  }

  /** What expressions see as {@code inputs}. */
  FieldType.Fields types() {
    return new FieldType.Fields(types, false);
  }

  /** The values; an input without one is absent. */
  SequencedMap<String, Object> values() {
    return values;
  }

  private void add(String name, InputDefinition input, DocumentPath path) {
    FieldType type = typeOf(input);
    types.put(name, input.list() ? FieldType.listOf(type) : type);
    Object value = input.fallback();
    DocumentPath at = path.key("default");
    if (value == null) {
      faults.warning(
          path, "the input " + name + " has no value yet; expressions see it as absent", null);
      return;
    }
    if (!input.list()) {
      element(input.type(), value, at);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        element(input.type(), list.get(i), at.index(i));
      }
    } else {
      faults.fault(at, "the input " + name + " is a list; write its default as [...]");
    }
    values.put(name, value);
  }

  private static FieldType typeOf(InputDefinition input) {
    return switch (input.type()) {
      case TEXT, EMAIL, DURATION -> FieldType.TEXT;
      case NUMBER -> isWhole(input.fallback()) ? FieldType.WHOLE : FieldType.DECIMAL;
      case BOOL -> FieldType.BOOL;
    };
  }

  private static boolean isWhole(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().allMatch(InputCheck::isWhole)
        : value instanceof Long;
  }

  private void element(InputType type, @Nullable Object value, DocumentPath path) {
    String fault = fault(type, value);
    if (fault != null) {
      faults.fault(path, fault);
    }
  }

  private static @Nullable String fault(InputType type, @Nullable Object value) {
    String shown = Suggestion.quoted(String.valueOf(value));
    try {
      switch (type) {
        case TEXT -> {
          return value instanceof String ? null : shown + " is not text; put it into quotes";
        }
        case EMAIL -> MailAddress.check(String.valueOf(value));
        case NUMBER -> {
          return value instanceof Number ? null : shown + " is not a number";
        }
        case BOOL -> {
          return value instanceof Boolean ? null : shown + " is neither true nor false";
        }
        case DURATION -> DurationText.parse(String.valueOf(value));
      }
      return null;
    } catch (IllegalArgumentException wrong) {
      return wrong.getMessage();
    }
  }
}
