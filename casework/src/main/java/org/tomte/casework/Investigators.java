package org.tomte.casework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.field.Nearest;

/** The people who work on an incident and what each does: roles are of investigators only. */
final class Investigators {

  private Investigators() {}

  /** What is wrong with the roles; null when nothing is. */
  static @Nullable String fault(FieldValues fields) {
    List<String> names = fields.texts(FieldNames.INVESTIGATORS);
    for (String name : roles(fields).keySet()) {
      if (!names.contains(name)) {
        return "field 'roles': '%s' is not among the investigators%s (investigators: %s)"
            .formatted(
                name,
                Nearest.question(name, names),
                names.isEmpty() ? "none" : String.join(", ", names));
      }
    }
    return null;
  }

  /** The fields without roles of those who work on it no more. */
  static FieldValues withTheirRoles(FieldValues fields) {
    Map<String, String> roles = roles(fields);
    if (!roles.keySet().retainAll(fields.texts(FieldNames.INVESTIGATORS))) {
      return fields;
    }
    return fields.with(FieldNames.ROLES, roles.isEmpty() ? null : Map.copyOf(roles));
  }

  /** The two fields with more people. */
  static Map<String, Object> with(FieldValues fields, List<String> more, @Nullable String role) {
    List<String> names = new ArrayList<>(fields.texts(FieldNames.INVESTIGATORS));
    more.stream().filter(name -> !names.contains(name)).forEach(names::add);
    Map<String, Object> changed = new HashMap<>();
    changed.put(FieldNames.INVESTIGATORS, names);
    if (role != null) {
      Map<String, String> roles = roles(fields);
      more.forEach(name -> roles.put(name, role));
      changed.put(FieldNames.ROLES, roles);
    }
    return changed;
  }

  private static Map<String, String> roles(FieldValues fields) {
    Map<String, String> roles = new HashMap<>();
    if (fields.get(FieldNames.ROLES) instanceof Map<?, ?> map) {
      map.forEach((name, role) -> roles.put(String.valueOf(name), String.valueOf(role)));
    }
    return roles;
  }
}
