package org.tomte.engine.definition.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.decision.DeliveryDraft.DraftFault;
import org.tomte.engine.template.Rendering;
import org.tomte.engine.template.Template;

/**
 * What a delivery says: plain values and templates by key.
 *
 * @param parts by key, in the order of the file
 */
public record CompiledContent(SequencedMap<String, Part> parts) {

  /** Copies the map. */
  public CompiledContent {
    parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
  }

  /** A part of it. */
  public sealed interface Part {

    /** A value as it is. */
    record Plain(@Nullable Object value) implements Part {}

    /** A text that is rendered. */
    record Text(Template template) implements Part {}

    /** A list. */
    record Parts(List<Part> elements) implements Part {}

    /** An object. */
    record Named(SequencedMap<String, Part> values) implements Part {}
  }

  /**
   * Renders all.
   *
   * @return plain JSON values
   * @throws DraftFault when a template fails
   */
  public Map<String, @Nullable Object> render(Map<String, Object> variables) throws DraftFault {
    return named(parts, "", variables);
  }

  private static Map<String, @Nullable Object> named(
      SequencedMap<String, Part> parts, String path, Map<String, Object> variables)
      throws DraftFault {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      String at = path.isEmpty() ? part.getKey() : path + "." + part.getKey();
      values.put(part.getKey(), value(part.getValue(), at, variables));
    }
    return values;
  }

  private static @Nullable Object value(Part part, String path, Map<String, Object> variables)
      throws DraftFault {
    return switch (part) {
      case Part.Plain plain -> plain.value();
      case Part.Text text -> text(text.template(), path, variables);
      case Part.Parts list -> {
        List<@Nullable Object> values = new ArrayList<>();
        for (Part element : list.elements()) {
          values.add(value(element, path, variables));
        }
        yield values;
      }
      case Part.Named map -> named(map.values(), path, variables);
    };
  }

  private static String text(Template template, String path, Map<String, Object> variables)
      throws DraftFault {
    return switch (template.render(variables)) {
      case Rendering.Rendered rendered -> rendered.text();
      case Rendering.Failed failed -> throw new DraftFault(path + ": " + failed.reason());
    };
  }
}
