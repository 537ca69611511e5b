package org.tomte.engine.observe;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted: events per stage and verdicts per rule. Never changes once made.
 *
 * @param stages stages that are absent were counted zero times
 * @param rules by rule id; rules that are absent were counted zero times
 */
public record Counters(Map<Stage, Long> stages, Map<String, RuleCount> rules) {

  /** Nothing counted. */
  public static final Counters ZERO = new Counters(Map.of(), Map.of());

  /** Copies both maps. */
  public Counters {
    stages = Map.copyOf(stages);
    rules = Map.copyOf(rules);
  }

  /** The count of one stage. */
  public long of(Stage stage) {
    return stages.getOrDefault(stage, 0L);
  }

  /** The counts of one rule. */
  public RuleCount of(String rule) {
    return rules.getOrDefault(rule, RuleCount.ZERO);
  }

  /** Both together. */
  public Counters plus(Counters other) {
    return new Counting().add(this).add(other).done();
  }

  /** True when nothing was counted. */
  public boolean isZero() {
    return stages.values().stream().allMatch(count -> count == 0)
        && rules.values().stream().allMatch(RuleCount.ZERO::equals);
  }

  /** Counts up; used by one thread. */
  public static final class Counting {
    private final EnumMap<Stage, long[]> stages = new EnumMap<>(Stage.class);
    private final TreeMap<String, RuleCount> rules = new TreeMap<>();

    /** Counts one event at a stage. */
    public Counting count(Stage stage) {
      return count(stage, 1);
    }

    /** Counts several events at a stage. */
    public Counting count(Stage stage, long events) {
      if (events != 0) {
        stages.computeIfAbsent(stage, _ -> new long[1])[0] += events;
      }
      return this;
    }

    /** Adds what a rule counted. */
    public Counting count(String rule, RuleCount count) {
      rules.merge(rule, count, RuleCount::plus);
      return this;
    }

    /** Adds what was counted elsewhere. */
    public Counting add(Counters other) {
      other.stages.forEach(this::count);
      other.rules.forEach(this::count);
      return this;
    }

    /** What was counted so far. */
    public Counters done() {
      EnumMap<Stage, Long> counted = new EnumMap<>(Stage.class);
      stages.forEach((stage, count) -> {
        if (count[0] != 0) {
          counted.put(stage, count[0]);
        }
      });
      return new Counters(counted, rules);
    }
  }
}
