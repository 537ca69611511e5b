package org.tomte.engine.definition.revision;

import java.util.ArrayList;
import java.util.List;
import org.tomte.engine.definition.DefinitionKind;

/** Says what a change of a daemon does not do by itself. */
final class ChangeAdvice {

  private ChangeAdvice() {}

  static List<String> of(DocumentName document, List<KeyChange> keys) {
    if (document.kind() != DefinitionKind.DAEMON) {
      return List.of();
    }
    List<String> advice = new ArrayList<>();
    if (changed(keys, "start")) {
      advice.add(
          "start changed: it counts only for streams without a pointer; move the pointer of "
              + document.name()
              + " to read again");
    }
    if (changed(keys, "source")) {
      advice.add(
          "source changed: streams that keep their names go on where their pointers are, others"
              + " begin as start says");
    }
    return List.copyOf(advice);
  }

  private static boolean changed(List<KeyChange> keys, String key) {
    return keys.stream()
        .map(KeyChange::path)
        .anyMatch(
            path -> path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "["));
  }
}
