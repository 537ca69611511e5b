package org.tomte.store.observe;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.RollupRow;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.CountersJson;
import org.tomte.engine.observe.RuleCount;
import org.tomte.engine.observe.Stage;
import org.tomte.store.sql.MultiRow;
import org.tomte.store.sql.Parameters;

/** Adds to the minutes of daemons and rules, in the transaction of others. */
public final class MinuteRows {
  /** Statements by the stages that they count: most minutes count few. */
  private static final Map<Set<Stage>, MultiRow<RollupRow>> STAGE_COUNTS =
      new ConcurrentHashMap<>();

  private static final int MOST_STATEMENTS = 64;

  private static final MultiRow<RuleMinute> RULE_COUNTS =
      new MultiRow<>(
          "INSERT INTO rule_minute AS m (daemon, minute, rule, matched, unknown, failed) VALUES",
          "(?, ?, ?, ?, ?, ?)",
          """
          ON CONFLICT (daemon, minute, rule) DO UPDATE SET matched = m.matched + excluded.matched,
            unknown = m.unknown + excluded.unknown, failed = m.failed + excluded.failed\
          """,
          (row, rule) ->
              row.integer(rule.minute().daemon().value())
                  .time(rule.minute().start())
                  .text(rule.rule())
                  .number(rule.count().matched())
                  .number(rule.count().unknown())
                  .number(rule.count().failed()));

  private record Minute(DaemonId daemon, Instant start) {}

  private record RuleMinute(Minute minute, String rule, RuleCount count) {}

  private MinuteRows() {}

  private static MultiRow<RollupRow> statement(Set<Stage> counted) {
    MultiRow<RollupRow> known = STAGE_COUNTS.get(counted);
    if (known != null) {
      return known;
    }
    Set<Stage> stages =
        STAGE_COUNTS.size() < MOST_STATEMENTS ? counted : EnumSet.allOf(Stage.class);
    return STAGE_COUNTS.computeIfAbsent(stages, MinuteRows::build);
  }

  private static MultiRow<RollupRow> build(Set<Stage> counted) {
    List<String> names = Arrays.stream(Stage.values()).map(CountersJson::word).toList();
    String values =
        Arrays.stream(Stage.values())
            .map(stage -> counted.contains(stage) ? ", ?" : ", 0")
            .collect(Collectors.joining());
    return new MultiRow<>(
        "INSERT INTO daemon_minute AS m (daemon, minute, %s) VALUES"
            .formatted(String.join(", ", names)),
        "(?, ?" + values + ")",
        counted.stream()
            .map(CountersJson::word)
            .map(stage -> "%s = m.%s + excluded.%s".formatted(stage, stage, stage))
            .collect(Collectors.joining(", ", "ON CONFLICT (daemon, minute) DO UPDATE SET ", "")),
        (row, minute) -> bind(row, minute, counted));
  }

  private static void bind(Parameters row, RollupRow minute, Set<Stage> counted)
      throws SQLException {
    row.integer(minute.daemon().value()).time(minute.minute());
    for (Stage stage : counted) {
      row.number(minute.counters().of(stage));
    }
  }

  /** The stages that any row counts; at least one. */
  private static Set<Stage> counted(List<RollupRow> rows) {
    EnumSet<Stage> counted = EnumSet.of(Stage.READ);
    for (RollupRow row : rows) {
      row.counters()
          .stages()
          .forEach((stage, count) -> {
            if (count != 0) {
              counted.add(stage);
            }
          });
    }
    return Collections.unmodifiableSet(counted);
  }

  /**
   * Adds what was counted; minutes are touched in order, so that two who add do not wait in a
   * circle.
   */
  public static void add(Connection connection, List<RollupRow> rows) throws SQLException {
    Map<Minute, Counters> minutes =
        new TreeMap<>(Comparator.comparing(Minute::daemon).thenComparing(Minute::start));
    for (RollupRow row : rows) {
      minutes.merge(new Minute(row.daemon(), row.minute()), row.counters(), Counters::plus);
    }
    List<RollupRow> sorted = new ArrayList<>();
    List<RuleMinute> rules = new ArrayList<>();
    minutes.forEach((minute, counters) -> {
      sorted.add(new RollupRow(minute.daemon(), minute.start(), counters));
      new TreeMap<>(counters.rules())
          .forEach((rule, count) -> rules.add(new RuleMinute(minute, rule, count)));
    });
    if (!sorted.isEmpty()) {
      statement(counted(sorted)).execute(connection, sorted);
    }
    RULE_COUNTS.execute(connection, rules);
  }
}
