package org.tomte.engine.definition;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.yaml.Binder;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.NodeReader;
import org.tomte.engine.definition.yaml.RecordShape;
import org.tomte.engine.definition.yaml.Suggestion;
import org.tomte.engine.definition.yaml.YamlEntry;
import org.tomte.engine.definition.yaml.YamlMap;
import org.tomte.engine.definition.yaml.YamlNode;
import org.tomte.engine.definition.yaml.YamlScalar;

/** Reads {@code trim}, {@code {cut: 200}}, {@code {regex: {pattern: ..., group: 1}}}. */
final class TransformReader implements NodeReader<Transform> {

  private static final SequencedMap<String, Class<?>> WORDS = words();

  private static SequencedMap<String, Class<?>> words() {
    SequencedMap<String, Class<?>> words = new LinkedHashMap<>();
    for (Class<?> record : Transform.class.getPermittedSubclasses()) {
      words.put(RecordShape.word(record), record);
    }
    return words;
  }

  @Override
  public @Nullable Transform read(YamlNode node, DocumentPath path, Binder binder) {
    if (node instanceof YamlScalar word && !word.isNull()) {
      return bound(word, new YamlMap(word.place(), List.of()), path, binder);
    }
    if (node instanceof YamlMap map && map.entries().size() == 1) {
      YamlEntry entry = map.entries().getFirst();
      return bound(entry.key(), entry.value(), path.key(entry.key().text()), binder);
    }
    binder.wrong(node, "one transform such as trim or {cut: 200}", path);
    return null;
  }

  private static @Nullable Transform bound(
      YamlScalar word, YamlNode value, DocumentPath path, Binder binder) {
    Class<?> record = WORDS.get(word.text());
    if (record != null) {
      return (Transform) binder.read(value, record, path);
    }
    String message = "the transform " + Suggestion.quoted(word.text()) + " is not known";
    binder
        .faults()
        .fault(
            word.place(),
            path,
            message + Suggestion.valid(WORDS.keySet()),
            Suggestion.nearest(word.text(), WORDS.keySet()));
    return null;
  }

  @Override
  public Map<String, Object> schema(Function<Type, Map<String, Object>> of) {
    List<Map<String, Object>> forms = new ArrayList<>();
    List<String> alone =
        WORDS.entrySet().stream()
            .filter(word -> RecordShape.of(word.getValue()).components().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    forms.add(Map.of("enum", alone));
    WORDS.forEach((word, record) -> {
      if (!alone.contains(word)) {
        forms.add(
            Map.of(
                "type",
                "object",
                "properties",
                Map.of(word, of.apply(record)),
                "required",
                List.of(word),
                "additionalProperties",
                false));
      }
    });
    return Map.of("anyOf", forms);
  }
}
