package org.tomte.engine.definition;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.OneOrMany;
import org.tomte.engine.schedule.Cron;
import org.tomte.engine.schedule.Jitter;
import org.tomte.engine.schedule.ScheduleEntry;
import org.tomte.engine.timeframe.Days;
import org.tomte.engine.timeframe.During;
import org.tomte.engine.timeframe.TimeOfDay;

/** One entry of a schedule: exactly one of every, cron and at. */
public record ScheduleEntryDefinition(
    @Setting("Elapsed time between runs.") @Nullable Duration every,
    @Setting(value = "Times as a cron text of five fields.", example = "\"0 7 1 * *\"")
        @Nullable Cron cron,
    @Setting(value = "Times of day.", fallback = "[]", example = "[\"07:00\"]") @OneOrMany
        List<TimeOfDay> at,
    @Setting(value = "The days of the week of at.", example = "mon-fri") @Nullable Days days,
    @Setting("The zone of cron and at; UTC when absent.") @Nullable ZoneId zone,
    @Setting("The time frames in which the entry counts, or otherwise; always when absent.")
        @Nullable During during,
    @Setting("How far the runs of many daemons are spread; none for no spread.")
        @Nullable Jitter jitter) {

  /** Checks that the keys fit together. */
  public ScheduleEntryDefinition {
    at = List.copyOf(at);
    entry(every, cron, at, days, zone, during, jitter);
  }

  private static ScheduleEntry entry(
      @Nullable Duration every,
      @Nullable Cron cron,
      List<TimeOfDay> at,
      @Nullable Days days,
      @Nullable ZoneId zone,
      @Nullable During during,
      @Nullable Jitter jitter) {
    During when = during == null ? During.always() : during;
    return new ScheduleEntry(every, cron, at, days, zone, when, jitter);
  }

  /** The entry as the schedule works with it. */
  public ScheduleEntry toEntry() {
    return entry(every, cron, at, days, zone, during, jitter);
  }
}
