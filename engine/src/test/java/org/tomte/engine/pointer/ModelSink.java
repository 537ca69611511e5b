package org.tomte.engine.pointer;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.tomte.api.Item;

/**
 * A sink with keys, as the commit has it: half of the events have effects, the others leave nothing
 * behind but what the pointer proves.
 */
@NullUnmarked
final class ModelSink {
  private final Map<KeyHash, String> keys = new HashMap<>();
  private final Map<String, Integer> effects = new HashMap<>();
  private final Map<String, Integer> decisions = new HashMap<>();

  static String edition(Item item) {
    return item.key() + "@" + Reading.version(item);
  }

  static boolean hasEffects(String key) {
    return (key.hashCode() & 1) == 0;
  }

  void take(Judged one) {
    String edition = edition(one.item());
    if (!one.verdict().handled()) {
      if (one.verdict() == Verdict.OPENING && one.keyNeeded()) {
        keys.put(one.key(), edition);
      }
      return;
    }
    if (edition.equals(keys.get(one.key()))) {
      return;
    }
    decisions.merge(edition, 1, Integer::sum);
    boolean has = hasEffects(one.item().key());
    if (has) {
      effects.merge(edition, 1, Integer::sum);
    }
    if (has || one.keyNeeded()) {
      keys.put(one.key(), edition);
    }
  }

  int effects(String edition) {
    return effects.getOrDefault(edition, 0);
  }

  int decisions(String edition) {
    return decisions.getOrDefault(edition, 0);
  }

  int decided() {
    return decisions.size();
  }
}
