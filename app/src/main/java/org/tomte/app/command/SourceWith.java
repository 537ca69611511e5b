package org.tomte.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tomte.engine.definition.compile.CompiledSource;
import org.tomte.engine.definition.yaml.Settings;
import org.tomte.engine.definition.yaml.TextSource;
import org.tomte.engine.definition.yaml.YamlEntry;
import org.tomte.engine.definition.yaml.YamlMap;
import org.tomte.engine.definition.yaml.YamlScalar;

/** A source whose settings are changed for this call, as if they were written in another way. */
final class SourceWith {
  private SourceWith() {}

  /** The source with settings of these names replaced or added. */
  static CompiledSource settings(CompiledSource source, Map<String, String> changes) {
    YamlMap map = source.settings().map();
    List<YamlEntry> entries = new ArrayList<>();
    for (YamlEntry entry : map.entries()) {
      if (!changes.containsKey(entry.key().text())) {
        entries.add(entry);
      }
    }
    changes.forEach((key, value) -> entries.add(new YamlEntry(text(key), text(value))));
    Settings changed = new Settings(new YamlMap(map.place(), entries));
    return new CompiledSource(source.connector(), source.connection(), changed, source.checked());
  }

  private static YamlScalar text(String text) {
    return new YamlScalar(text, true, TextSource.inline("command line", text));
  }
}
