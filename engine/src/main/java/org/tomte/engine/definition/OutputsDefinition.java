package org.tomte.engine.definition;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;
import org.tomte.engine.definition.yaml.Binder;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.NodeReader;
import org.tomte.engine.definition.yaml.ReadBy;
import org.tomte.engine.definition.yaml.Suggestion;
import org.tomte.engine.definition.yaml.YamlEntry;
import org.tomte.engine.definition.yaml.YamlList;
import org.tomte.engine.definition.yaml.YamlMap;
import org.tomte.engine.definition.yaml.YamlNode;
import org.tomte.engine.definition.yaml.YamlScalar;

/**
 * The fields of an event, declared by the daemon: {@code {severity: whole, tags: [text], from:
 * {address: text}}}. Expressions may use these and what the connector itself declares; a name that
 * is neither is a fault at save.
 *
 * @param fields names with their types
 */
@ReadBy(OutputsDefinition.Reader.class)
public record OutputsDefinition(FieldType.Fields fields) {

  private static final Map<String, FieldType> WORDS = words();

  private static Map<String, FieldType> words() {
    Map<String, FieldType> words = new LinkedHashMap<>();
    words.put("text", FieldType.TEXT);
    words.put("whole", FieldType.WHOLE);
    words.put("decimal", FieldType.DECIMAL);
    words.put("bool", FieldType.BOOL);
    words.put("time", FieldType.TIME);
    words.put("any", FieldType.ANY);
    return words;
  }

  /** Reads field types. */
  static final class Reader implements NodeReader<OutputsDefinition> {

    @Override
    public @Nullable OutputsDefinition read(YamlNode node, DocumentPath path, Binder binder) {
      if (node instanceof YamlMap map) {
        return new OutputsDefinition(fields(map, path, binder));
      }
      binder.wrong(node, "fields with their types such as {severity: whole}", path);
      return null;
    }

    private static FieldType.Fields fields(YamlMap map, DocumentPath path, Binder binder) {
      SequencedMap<String, FieldType> fields = new LinkedHashMap<>();
      for (YamlEntry entry : map.entries()) {
        String name = entry.key().text();
        fields.put(name, type(entry.value(), path.key(name), binder));
      }
      return new FieldType.Fields(fields, false);
    }

    private static FieldType type(YamlNode node, DocumentPath path, Binder binder) {
      return switch (node) {
        case YamlMap map -> fields(map, path, binder);
        case YamlList list when list.elements().size() == 1 ->
            FieldType.listOf(type(list.elements().getFirst(), path.index(0), binder));
        case YamlList list -> {
          binder.wrong(list, "the type of the elements such as [text]", path);
          yield FieldType.ANY;
        }
        case YamlScalar word -> word(word, path, binder);
      };
    }

    private static FieldType word(YamlScalar word, DocumentPath path, Binder binder) {
      FieldType type = WORDS.get(word.text());
      if (type != null) {
        return type;
      }
      binder
          .faults()
          .fault(
              word.place(),
              path,
              "the type "
                  + Suggestion.quoted(word.text())
                  + " is not known"
                  + Suggestion.valid(WORDS.keySet()),
              Suggestion.nearest(word.text(), WORDS.keySet()));
      return FieldType.ANY;
    }

    @Override
    public Map<String, Object> schema(Function<Type, Map<String, Object>> of) {
      return Map.of("type", "object", "additionalProperties", Map.of("$ref", "#/$defs/field-type"));
    }
  }
}
