package org.tomte.app.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Field;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.ValueType;

/** Fields as they are typed: {@code severity=high}, {@code tags=a,b}, {@code owner=} for none. */
final class FieldsTyped {

  private FieldsTyped() {}

  static boolean isOne(String argument) {
    return argument.indexOf('=') > 0;
  }

  /** The values of an object's fields; names and values are checked by the command itself. */
  static Map<String, @Nullable Object> of(
      List<String> arguments, FieldCatalogue catalogue, ObjectKind kind) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals <= 0) {
        throw new CommandFault(
            ExitCode.USAGE, "'%s' is no field; write field=value.".formatted(argument));
      }
      String name = argument.substring(0, equals);
      String value = argument.substring(equals + 1);
      fields.put(
          name, value.isEmpty() ? null : value(catalogue.find(kind, name).orElse(null), value));
    }
    return fields;
  }

  private static Object value(@Nullable Field field, String value) {
    boolean many =
        field != null
            && (field.type() instanceof ValueType.Texts
                || field.type() instanceof ValueType.Choices);
    return many
        ? Arrays.stream(value.split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList()
        : value;
  }
}
