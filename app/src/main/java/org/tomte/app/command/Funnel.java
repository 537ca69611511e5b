package org.tomte.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.CountersJson;
import org.tomte.engine.observe.RuleCount;
import org.tomte.engine.observe.Stage;

/** Counters as a person reads them: what was read, and what became of it. */
final class Funnel {
  private Funnel() {}

  /** One line: stages that counted something, in the order of the funnel. */
  static String line(Counters counters) {
    List<String> parts = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      long count = counters.of(stage);
      boolean always = stage == Stage.READ || stage == Stage.NEW;
      if (count != 0 || always) {
        parts.add("%s %,d".formatted(word(stage), count));
      }
    }
    return String.join(", ", parts);
  }

  static String word(Stage stage) {
    return CountersJson.word(stage).replace('_', ' ');
  }

  /** Stages and rules for {@code --json}. */
  static Map<String, Object> json(Counters counters) {
    Map<String, Object> stages = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      stages.put(CountersJson.word(stage), counters.of(stage));
    }
    Map<String, RuleCount> rules = new TreeMap<>(counters.rules());
    return Map.of("stages", stages, "rules", rules);
  }
}
