package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.field.Tlp;

/**
 * What several sources say about one indicator. It comes out the same in whatever order they say
 * it, as far as that can be: the highest confidence, the longest validity, the stricter sharing,
 * all tags and sources; of other fields the first that was said.
 */
final class IndicatorMerge {
  private static final int MOST_TEXTS = 1_000;

  private IndicatorMerge() {}

  /** The fields of a report that change what is known. */
  static Checked into(FieldValues known, FieldValues said) {
    Map<String, Object> changes = new TreeMap<>();
    said.asMap()
        .forEach((name, value) -> {
          Object before = known.get(name);
          Object merged = before == null ? value : merged(name, before, value);
          if (!Objects.equals(merged, before)) {
            changes.put(name, merged);
          }
        });
    return new Checked(FieldValues.of(changes), Set.of(), List.of());
  }

  private static Object merged(String name, Object before, Object said) {
    return switch (name) {
      case FieldNames.CONFIDENCE ->
          before instanceof Long a && said instanceof Long b ? (Object) Math.max(a, b) : before;
      case FieldNames.VALID_UNTIL -> later(before, said);
      case FieldNames.TLP -> stricter(before, said);
      case FieldNames.TAGS, FieldNames.SOURCES -> united(before, said);
      default -> before;
    };
  }

  private static Object later(Object before, Object said) {
    return Instant.parse(said.toString()).isAfter(Instant.parse(before.toString())) ? said : before;
  }

  private static Object stricter(Object before, Object said) {
    @Nullable Tlp a = Tlp.read(before.toString());
    @Nullable Tlp b = Tlp.read(said.toString());
    return a == null || b == null ? before : Tlp.stricter(a, b).word();
  }

  private static Object united(Object before, Object said) {
    Set<Object> all = new LinkedHashSet<>();
    for (Object list : List.of(before, said)) {
      if (list instanceof List<?> elements) {
        all.addAll(elements);
      }
    }
    return List.copyOf(new ArrayList<>(all).subList(0, Math.min(all.size(), MOST_TEXTS)));
  }
}
