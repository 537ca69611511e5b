package org.tomte.engine.schedule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Reads a cron text; every fault names its column. */
final class CronParser {

  private static final Map<String, String> WORDS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");
  private static final int SUNDAY_AS_SEVEN = 7;

  private final String text;
  private final Map<CronField, CronValues> values = new EnumMap<>(CronField.class);
  private int beforeLast;
  private int nearest;
  private boolean lastWeekday;
  private long nth;
  private int lastWeekDays;

  CronParser(String text) {
    this.text = text;
  }

  /** A part of the text and the column (from 1) at which it starts. */
  private record Piece(String text, int column) {}

  Cron parse() {
    List<Piece> fields = fields();
    if (fields.size() == 1 && fields.getFirst().text().startsWith("@")) {
      CronParser expanded = new CronParser(expand(fields.getFirst()));
      return expanded.build(text, expanded.fields());
    }
    return build(text, fields);
  }

  private String expand(Piece word) {
    @Nullable String expanded = WORDS.get(word.text().toLowerCase(Locale.ROOT));
    if (expanded == null) {
      throw fault(
          word,
          "'%s' is not known; valid are @hourly, @daily, @weekly, @monthly and @yearly; for elapsed"
                  .formatted(word.text())
              + " time write every: 1h instead of cron");
    }
    return expanded;
  }

  private Cron build(String written, List<Piece> fields) {
    checkCount(fields);
    boolean hasSeconds = fields.size() == CronField.values().length;
    values.put(CronField.SECOND, new CronValues(1, false, false));
    int index = 0;
    for (CronField field : CronField.values()) {
      if (field != CronField.SECOND || hasSeconds) {
        values.put(field, readField(field, fields.get(index)));
        index++;
      }
    }
    CronTimes times =
        new CronTimes(bits(CronField.SECOND), bits(CronField.MINUTE), (int) bits(CronField.HOUR));
    boolean openHour = valuesOf(CronField.HOUR).open();
    boolean openTime =
        openHour || valuesOf(CronField.MINUTE).open() || valuesOf(CronField.SECOND).open();
    return new Cron(written, times, days(), openHour, openTime);
  }

  private CronDays days() {
    CronValues monthDays = valuesOf(CronField.DAY_OF_MONTH);
    CronValues weekDays = valuesOf(CronField.DAY_OF_WEEK);
    return new CronDays(
        (int) bits(CronField.MONTH),
        new CronMonthDays(
            (int) monthDays.bits(), beforeLast, nearest, lastWeekday, monthDays.star()),
        new CronWeekDays((int) weekDays.bits(), nth, lastWeekDays, weekDays.star()));
  }

  private CronValues valuesOf(CronField field) {
    return values.getOrDefault(field, CronValues.NONE);
  }

  private long bits(CronField field) {
    return valuesOf(field).bits();
  }

  private void checkCount(List<Piece> fields) {
    if (fields.isEmpty()) {
      throw fault(new Piece("", 1), "it is empty; " + validForm());
    }
    Piece first = fields.getFirst();
    if (first.text().startsWith("TZ=") || first.text().startsWith("CRON_TZ=")) {
      throw fault(first, "the zone stands in its own key: zone: " + zoneOf(first.text()));
    }
    if (fields.size() < 5 || fields.size() > 6) {
      Piece place = fields.get(Math.min(fields.size(), 7) - 1);
      throw fault(place, "it has %d fields; %s".formatted(fields.size(), validForm()));
    }
  }

  private static String zoneOf(String assignment) {
    return assignment.substring(assignment.indexOf('=') + 1);
  }

  private static String validForm() {
    return "valid are five (minute hour day-of-month month day-of-week) or six with the second"
        + " first";
  }

  private List<Piece> fields() {
    return split(new Piece(text, 1), Character::isWhitespace, false);
  }

  /** Cuts a piece at some letters; empty parts are kept only where they are to be complained of. */
  private static List<Piece> split(Piece piece, IntPredicate separator, boolean keepEmpty) {
    List<Piece> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= piece.text().length(); i++) {
      if (i == piece.text().length() || separator.test(piece.text().charAt(i))) {
        if (i > start || keepEmpty) {
          parts.add(new Piece(piece.text().substring(start, i), piece.column() + start));
        }
        start = i + 1;
      }
    }
    return parts;
  }

  private CronValues readField(CronField field, Piece piece) {
    long bits = 0;
    boolean open = false;
    for (Piece item : split(piece, letter -> letter == ',', true)) {
      if (readSpecial(field, item)) {
        continue;
      }
      CronValues one = readItem(field, item);
      bits |= one.bits();
      open |= one.open();
    }
    if (field == CronField.DAY_OF_WEEK) {
      bits = (bits | bits >>> SUNDAY_AS_SEVEN) & 0x7F;
    }
    boolean star = piece.text().startsWith("*") || piece.text().startsWith("?");
    boolean full = bits == CronValues.range(field.min(), field.last(), 1);
    return new CronValues(bits, star, open || full);
  }

  private CronValues readItem(CronField field, Piece item) {
    int slash = item.text().indexOf('/');
    Piece body = slash < 0 ? item : new Piece(item.text().substring(0, slash), item.column());
    int step = slash < 0 ? 1 : step(field, part(item, slash + 1));
    if (body.text().equals("*") || body.text().equals("?")) {
      checkQuestionMark(field, body);
      return new CronValues(CronValues.range(field.min(), field.last(), step), true, true);
    }
    int dash = body.text().indexOf('-');
    int first = number(field, dash < 0 ? body : part(body, 0, dash));
    int last = first;
    if (dash >= 0) {
      last = number(field, part(body, dash + 1));
    } else if (slash >= 0) {
      last = field.last();
    }
    if (field == CronField.DAY_OF_WEEK && first > 0 && last == 0) {
      last = SUNDAY_AS_SEVEN;
    }
    if (last < first) {
      throw fault(body, backwards(field, body.text(), first, last));
    }
    return new CronValues(CronValues.range(first, last, step), false, slash >= 0);
  }

  private void checkQuestionMark(CronField field, Piece body) {
    boolean day = field == CronField.DAY_OF_MONTH || field == CronField.DAY_OF_WEEK;
    if (body.text().equals("?") && !day) {
      throw fault(body, "'?' stands only for a day; write * for every " + field.label());
    }
  }

  private static String backwards(CronField field, String text, int first, int last) {
    return "the range %s of %s runs backwards; write %d-%d,%d-%d"
        .formatted(text, field.label(), first, field.last(), field.min(), last);
  }

  private static Piece part(Piece piece, int from) {
    return part(piece, from, piece.text().length());
  }

  private static Piece part(Piece piece, int from, int to) {
    return new Piece(piece.text().substring(from, to), piece.column() + from);
  }

  private int step(CronField field, Piece piece) {
    int longest = field.max() - field.min();
    @Nullable Integer step = digits(piece.text());
    if (step == null || step < 1 || step > longest) {
      throw fault(
          piece, "step '%s' of %s is not in 1-%d".formatted(piece.text(), field.label(), longest));
    }
    return step;
  }

  private int number(CronField field, Piece piece) {
    String lower = piece.text().toLowerCase(Locale.ROOT);
    @Nullable Integer value = digits(lower);
    if (value == null) {
      value = field.named(lower);
    }
    if (value == null || value < field.min() || value > field.max()) {
      String extra = piece.text().isEmpty() ? "nothing stands here for " : "";
      throw fault(
          piece,
          extra.isEmpty()
              ? "%s '%s' is not valid; valid is %s"
                  .formatted(field.label(), piece.text(), field.valid())
              : extra + field.label() + "; valid is " + field.valid());
    }
    return value;
  }

  private static @Nullable Integer digits(String word) {
    boolean number =
        !word.isEmpty() && word.length() <= 4 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.valueOf(word) : null;
  }

  /** Reads L, L-3, LW, 15W, friL and fri#2; false if the item is none of them. */
  private boolean readSpecial(CronField field, Piece item) {
    String upper = item.text().toUpperCase(Locale.ROOT);
    return switch (field) {
      case SECOND, MINUTE, HOUR, MONTH -> false;
      case DAY_OF_MONTH -> readMonthSpecial(item, upper);
      case DAY_OF_WEEK -> readWeekSpecial(item, upper);
    };
  }

  private boolean readMonthSpecial(Piece item, String upper) {
    if (upper.equals("LW") || upper.equals("WL")) {
      lastWeekday = true;
      return true;
    }
    if (upper.equals("L") || upper.startsWith("L-")) {
      @Nullable Integer offset =
          upper.equals("L") ? Integer.valueOf(0) : digits(upper.substring(2));
      if (offset == null || offset > 30) {
        throw fault(item, "'%s' is not valid; valid are L and L-1 to L-30".formatted(item.text()));
      }
      beforeLast |= 1 << offset;
      return true;
    }
    if (upper.endsWith("W")) {
      Piece day = part(item, 0, upper.length() - 1);
      nearest |= 1 << number(CronField.DAY_OF_MONTH, day);
      return true;
    }
    return false;
  }

  private boolean readWeekSpecial(Piece item, String upper) {
    int hash = upper.indexOf('#');
    if (hash >= 0) {
      int day = number(CronField.DAY_OF_WEEK, part(item, 0, hash)) % SUNDAY_AS_SEVEN;
      @Nullable Integer n = digits(upper.substring(hash + 1));
      if (n == null || n < 1 || n > CronWeekDays.NTH) {
        throw fault(part(item, hash + 1), "which of the month is not in 1-5, as in fri#2");
      }
      nth |= 1L << (CronWeekDays.NTH * day + n - 1);
      return true;
    }
    if (upper.equals("L")) {
      throw fault(item, "'L' needs a day of week before it, as in friL for the last Friday");
    }
    if (upper.endsWith("L")) {
      Piece day = part(item, 0, upper.length() - 1);
      lastWeekDays |= 1 << number(CronField.DAY_OF_WEEK, day) % SUNDAY_AS_SEVEN;
      return true;
    }
    return false;
  }

  private CronFault fault(Piece place, String what) {
    return new CronFault(text, place.column(), what);
  }
}
