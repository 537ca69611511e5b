package org.tomte.engine.definition.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds one of the records of a sealed interface, told apart by a word. */
final class AlternativeBinding {

  private final Binder binder;
  private final RecordBinding records;
  private final Alternatives alternatives;

  AlternativeBinding(Binder binder, RecordBinding records, Class<?> type) {
    this.binder = binder;
    this.records = records;
    this.alternatives = Alternatives.of(type);
  }

  @Nullable Object read(YamlNode node, DocumentPath path) {
    if (node instanceof YamlScalar word && !word.isNull()) {
      return chosen(word, bare(word), path);
    }
    if (!(node instanceof YamlMap map)) {
      return binder.wrong(node, expected(), path);
    }
    YamlEntry entry = map.entry(alternatives.key());
    if (entry == null) {
      return missing(map, path);
    }
    if (!(entry.value() instanceof YamlScalar word) || word.isNull()) {
      return binder.wrong(entry.value(), expected(), path.key(alternatives.key()));
    }
    return chosen(word, map, path);
  }

  private String expected() {
    return "one of " + String.join(", ", alternatives.words().keySet());
  }

  private @Nullable Object missing(YamlMap map, DocumentPath path) {
    List<String> keys = map.entries().stream().map(entry -> entry.key().text()).toList();
    String nearest = Suggestion.nearest(alternatives.key(), keys);
    YamlEntry misspelt = nearest == null ? null : map.entry(nearest);
    binder
        .faults()
        .fault(
            misspelt == null ? map.place() : misspelt.key().place(),
            path,
            "the key " + alternatives.key() + " is missing: " + expected(),
            misspelt == null ? null : alternatives.key());
    return null;
  }

  private YamlMap bare(YamlScalar word) {
    String key = alternatives.key();
    YamlScalar name = new YamlScalar(key, true, new TextSource(word.place(), new int[0], key));
    return new YamlMap(word.place(), List.of(new YamlEntry(name, word)));
  }

  private @Nullable Object chosen(YamlScalar word, YamlMap map, DocumentPath path) {
    Class<?> record = alternatives.words().get(word.text());
    if (record == null) {
      record = alternatives.open();
    }
    if (record != null) {
      return records.read(map, record, path, alternatives.key());
    }
    binder
        .faults()
        .fault(
            word.place(),
            path.key(alternatives.key()),
            Suggestion.quoted(word.text())
                + " is not known here"
                + Suggestion.valid(alternatives.words().keySet()),
            Suggestion.nearest(word.text(), alternatives.words().keySet()));
    return null;
  }
}
