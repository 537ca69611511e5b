package org.tomte.engine.definition;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.OneOrMany;
import org.tomte.engine.timeframe.ClosedDays;
import org.tomte.engine.timeframe.DateRule;
import org.tomte.engine.timeframe.Days;
import org.tomte.engine.timeframe.HolidayRegion;
import org.tomte.engine.timeframe.OpenWindow;
import org.tomte.engine.timeframe.TimeFrame;
import org.tomte.engine.timeframe.TimeOfDay;

/** A named set of weekly windows, dates and holidays in a zone. */
public record TimeFrameDefinition(
    @Setting("The name that during refers to.") String timeFrame,
    @Setting("What it is for.") @Nullable String description,
    @Setting(value = "The zone of its times and dates.", example = "Europe/Berlin") ZoneId zone,
    @Setting(value = "The windows in which it is open.", fallback = "[]") @OneOrMany
        List<Window> open,
    @Setting(value = "The dates on which the windows do not apply.", fallback = "{}") Closed closed,
    @Setting(value = "Windows that are open even on closed dates.", fallback = "[]") @OneOrMany
        List<Window> extra)
    implements Definition {

  /** A window; a day must satisfy each of days, holidays and dates that is given. */
  public record Window(
      @Setting(value = "The days of the week; every day when absent.", example = "mon-fri")
          @Nullable Days days,
      @Setting(value = "Only on public holidays of these regions.", fallback = "[]") @OneOrMany
          List<HolidayRegion> holidays,
      @Setting(value = "Only on these dates.", fallback = "[]") @OneOrMany List<DateRule> dates,
      @Setting(value = "The first time of day.", fallback = "\"00:00\"") TimeOfDay from,
      @Setting(value = "The first time of day that is out.", fallback = "\"24:00\"") TimeOfDay to) {

    /** Checks that it is not empty. */
    public Window {
      new OpenWindow(days == null ? Days.EVERY_DAY : days, holidays, dates, from, to);
    }

    OpenWindow toWindow() {
      return new OpenWindow(days == null ? Days.EVERY_DAY : days, holidays, dates, from, to);
    }
  }

  /** Dates that are closed. */
  public record Closed(
      @Setting(
              value = "Regions whose public holidays are closed.",
              fallback = "[]",
              example = "DE-BY")
          @OneOrMany
          List<HolidayRegion> holidays,
      @Setting(
              value = "Further dates; those without a year come back every year.",
              fallback = "[]",
              example = "[\"12-24\"]")
          @OneOrMany
          List<DateRule> dates) {}

  /** Checks the name and that there is a window. */
  public TimeFrameDefinition {
    Names.check("the time frame's name", timeFrame);
    frame(timeFrame, zone, open, closed, extra);
  }

  private static TimeFrame frame(
      String name, ZoneId zone, List<Window> open, Closed closed, List<Window> extra) {
    return new TimeFrame(
        name,
        zone,
        open.stream().map(Window::toWindow).toList(),
        new ClosedDays(closed.holidays(), closed.dates()),
        extra.stream().map(Window::toWindow).toList());
  }

  /** The frame as it is judged. */
  public TimeFrame toTimeFrame() {
    return frame(timeFrame, zone, open, closed, extra);
  }

  @Override
  public DefinitionKind kind() {
    return DefinitionKind.TIME_FRAME;
  }

  @Override
  public String name() {
    return timeFrame;
  }
}
