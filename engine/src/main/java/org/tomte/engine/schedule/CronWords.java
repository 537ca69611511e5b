package org.tomte.engine.schedule;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import org.tomte.engine.timeframe.Days;
import org.tomte.engine.timeframe.TimeOfDay;

/** Says in words what a cron text means. */
record CronWords(CronTimes times, CronDays days) {

  private static final int LISTED_TIMES = 6;
  private static final long EVERY_SIXTY = CronValues.range(0, 59, 1);
  private static final long EVERY_HOUR = CronValues.range(0, 23, 1);
  private static final long EVERY_MONTH = CronValues.range(1, 12, 1);
  private static final long EVERY_MONTH_DAY = CronValues.range(1, 31, 1);
  private static final int EVERY_WEEK_DAY = 0x7F;

  String sentence() {
    String time = time();
    String date = date();
    if (!date.isEmpty()) {
      return time + " " + date;
    }
    return time.startsWith("at ") && !time.contains("every ") ? time + " every day" : time;
  }

  private String time() {
    if (times.count() <= LISTED_TIMES) {
      return "at " + Wording.list(listed());
    }
    long hours = times.hours();
    boolean onMinute = times.seconds() == 1;
    if (onMinute && times.minutes() == 1 && stepOf(hours, 24) > 0) {
      return stepWords("hour", hours, 24);
    }
    if (onMinute) {
      return minutesWords() + hoursWords();
    }
    String seconds =
        stepOf(times.seconds(), 60) > 0
            ? stepWords("second", times.seconds(), 60)
            : "at second " + numbers(times.seconds());
    if (times.minutes() == EVERY_SIXTY) {
      String ofMinute = seconds.startsWith("at") ? " of every minute" : "";
      return seconds + ofMinute + hoursWords();
    }
    return seconds + " of " + minutesWords().replaceFirst("^at ", "") + hoursWords();
  }

  private List<String> listed() {
    List<String> listed = new ArrayList<>();
    int second = times.next(0);
    while (second >= 0) {
      listed.add(TimeOfDay.of(LocalTime.ofSecondOfDay(second)).text());
      second = second == 86_399 ? -1 : times.next(second + 1);
    }
    return listed;
  }

  private String minutesWords() {
    if (stepOf(times.minutes(), 60) > 0) {
      return stepWords("minute", times.minutes(), 60);
    }
    return "at minute " + numbers(times.minutes());
  }

  private String hoursWords() {
    long hours = times.hours();
    if (hours == EVERY_HOUR) {
      boolean stepped = stepOf(times.minutes(), 60) > 0 && times.seconds() == 1;
      return stepped || everyMinute() ? "" : " of every hour";
    }
    int first = Long.numberOfTrailingZeros(hours);
    int last = 63 - Long.numberOfLeadingZeros(hours);
    if (CronValues.range(first, last, 1) == hours) {
      return " from %02d:00 to %02d:59".formatted(first, last);
    }
    return " in the hours " + numbers(hours);
  }

  private boolean everyMinute() {
    return times.minutes() == EVERY_SIXTY;
  }

  /** The step if the values are 0, step, 2 * step ... and the step divides the range, else 0. */
  private static int stepOf(long bits, int range) {
    if ((bits & 1) == 0 || Long.bitCount(bits) < 2) {
      return 0;
    }
    int step = Long.numberOfTrailingZeros(bits & ~1L);
    boolean even = range % step == 0 && CronValues.range(0, range - 1, step) == bits;
    return even ? step : 0;
  }

  private static String stepWords(String unit, long bits, int range) {
    int step = stepOf(bits, range);
    return step == 1 ? "every " + unit : "every %d %ss".formatted(step, unit);
  }

  private static String numbers(long bits) {
    return Wording.list(Wording.each(bits, Integer::toString));
  }

  private String date() {
    String monthDays = monthDayWords();
    String weekDays = weekDayWords();
    boolean everyMonth = days.months() == EVERY_MONTH;
    String months = everyMonth ? "" : " " + monthWords();
    if (monthDays.isEmpty() && weekDays.isEmpty()) {
      return months.isEmpty() ? "" : "every day" + months;
    }
    String ofMonth = everyMonth ? " of every month" : months.replaceFirst("^ in ", " of ");
    if (monthDays.isEmpty()) {
      return weekDays + months;
    }
    if (weekDays.isEmpty()) {
      return monthDays + ofMonth;
    }
    return days.eitherMatches()
        ? monthDays + ofMonth + " or " + weekDays + months
        : monthDays + ofMonth + " if it is " + weekDays.replaceFirst("^on ", "");
  }

  private String monthWords() {
    IntFunction<String> name =
        month -> Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    return "in " + Wording.list(Wording.runs(days.months(), name));
  }

  private String monthDayWords() {
    CronMonthDays field = days.monthDays();
    // Day 31 is the sign of an int.
    long monthDays = Integer.toUnsignedLong(field.days());
    if (monthDays == EVERY_MONTH_DAY) {
      return "";
    }
    List<String> parts = new ArrayList<>(Wording.runs(monthDays, day -> "the " + ordinal(day)));
    Wording.each(field.beforeLast(), CronWords::beforeLast).forEach(parts::add);
    Wording.each(
            Integer.toUnsignedLong(field.nearest()),
            day -> "the weekday nearest the " + ordinal(day))
        .forEach(parts::add);
    if (field.lastWeekday()) {
      parts.add("the last weekday");
    }
    return "on " + Wording.list(parts);
  }

  private static String beforeLast(int offset) {
    return switch (offset) {
      case 0 -> "the last day";
      case 1 -> "the day before the last";
      default -> offset + " days before the last day";
    };
  }

  private String weekDayWords() {
    CronWeekDays field = days.weekDays();
    if (field.days() == EVERY_WEEK_DAY) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    if (field.days() != 0) {
      parts.add(new Days(weekDays(field.days())).words());
    }
    for (int index = 0; index < 7 * CronWeekDays.NTH; index++) {
      if ((field.nth() >>> index & 1) != 0) {
        String name = new Days(weekDays(1 << (index / CronWeekDays.NTH))).words();
        parts.add("the " + ordinal(index % CronWeekDays.NTH + 1) + " " + name + " of the month");
      }
    }
    Wording.each(
            field.last(),
            day -> "the last " + new Days(weekDays(1 << day)).words() + " of the month")
        .forEach(parts::add);
    return "on " + Wording.list(parts);
  }

  private static Set<DayOfWeek> weekDays(int bits) {
    Set<DayOfWeek> found = EnumSet.noneOf(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if ((bits >>> (day.getValue() % 7) & 1) != 0) {
        found.add(day);
      }
    }
    return found;
  }

  private static String ordinal(int number) {
    if (number / 10 == 1) {
      return number + "th";
    }
    return switch (number % 10) {
      case 1 -> number + "st";
      case 2 -> number + "nd";
      case 3 -> number + "rd";
      default -> number + "th";
    };
  }
}
