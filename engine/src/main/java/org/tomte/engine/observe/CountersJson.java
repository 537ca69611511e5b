package org.tomte.engine.observe;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.keep.PlainJson;

/** Counters as JSON: {@code stages} by name in lower case, {@code rules} as lists of three. */
public final class CountersJson {
  private CountersJson() {}

  /** Writes counters. */
  public static String write(Counters counters) {
    Map<String, Object> stages = new TreeMap<>();
    counters.stages().forEach((stage, count) -> stages.put(word(stage), count));
    Map<String, Object> rules = new TreeMap<>();
    counters
        .rules()
        .forEach((rule, count) ->
            rules.put(rule, List.of(count.matched(), count.unknown(), count.failed())));
    return PlainJson.write(Map.of("stages", stages, "rules", rules));
  }

  /** The stage's name where it is stored and shown. */
  public static String word(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  /** Reads what {@link #write} wrote; stages that are no longer known are left out. */
  public static Counters read(String json) {
    Map<String, @Nullable Object> object = PlainJson.readObject(json);
    Counters.Counting counting = new Counters.Counting();
    if (object.get("stages") instanceof Map<?, ?> stages) {
      for (Stage stage : Stage.values()) {
        counting.count(stage, number(stages.get(word(stage))));
      }
    }
    if (object.get("rules") instanceof Map<?, ?> rules) {
      rules.forEach((rule, counts) -> counting.count(String.valueOf(rule), ruleCount(counts)));
    }
    return counting.done();
  }

  private static RuleCount ruleCount(@Nullable Object counts) {
    return counts instanceof List<?> list && list.size() == 3
        ? new RuleCount(number(list.get(0)), number(list.get(1)), number(list.get(2)))
        : RuleCount.ZERO;
  }

  private static long number(@Nullable Object value) {
    return value instanceof Long number ? number : 0;
  }
}
