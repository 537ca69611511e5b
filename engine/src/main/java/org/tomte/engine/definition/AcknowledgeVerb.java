package org.tomte.engine.definition;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.yaml.Binder;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.NodeReader;
import org.tomte.engine.definition.yaml.ReadBy;
import org.tomte.engine.definition.yaml.YamlMap;
import org.tomte.engine.definition.yaml.YamlNode;
import org.tomte.engine.definition.yaml.YamlScalar;

/**
 * One thing to do at the source: {@code delete}, {@code {move: Processed}}.
 *
 * @param verb one that the connector offers
 * @param argument what the verb needs; empty when it needs nothing
 */
@ReadBy(AcknowledgeVerb.Reader.class)
public record AcknowledgeVerb(String verb, String argument) {

  /** Reads a word, or an object of one key. */
  static final class Reader implements NodeReader<AcknowledgeVerb> {

    @Override
    public @Nullable AcknowledgeVerb read(YamlNode node, DocumentPath path, Binder binder) {
      if (node instanceof YamlScalar scalar && !scalar.isNull()) {
        return new AcknowledgeVerb(scalar.text(), "");
      }
      if (node instanceof YamlMap map && map.entries().size() == 1) {
        var entry = map.entries().getFirst();
        String verb = entry.key().text();
        return binder
            .bind(entry.value(), String.class, path.key(verb))
            .map(argument -> new AcknowledgeVerb(verb, argument))
            .orElse(null);
      }
      binder.wrong(node, "one verb with its argument such as {move: Processed}", path);
      return null;
    }

    @Override
    public Map<String, Object> schema(Function<Type, Map<String, Object>> of) {
      return Map.of(
          "anyOf",
          List.of(
              Map.of("type", "string"),
              Map.of(
                  "type",
                  "object",
                  "minProperties",
                  1,
                  "maxProperties",
                  1,
                  "additionalProperties",
                  of.apply(String.class))));
    }
  }
}
