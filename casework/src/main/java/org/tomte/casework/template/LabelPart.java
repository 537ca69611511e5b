package org.tomte.casework.template;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.tomte.casework.field.Nearest;

/** A part of a label pattern. */
public sealed interface LabelPart {

  /** The part of a label made on this day. */
  String render(LocalDate day, long number, RandomGenerator random);

  /** Text that every label has. */
  record Literal(String text) implements LabelPart {
    @Override
    public String render(LocalDate day, long number, RandomGenerator random) {
      return text;
    }
  }

  /** Something of the date, or a random number. */
  enum Token implements LabelPart {
    /** The day of the month with two digits. */
    DAY("day"),
    /** The month with two digits. */
    MONTH("month"),
    /** The month as a Roman numeral. */
    MONTH_ROMAN("month-roman"),
    /** The year with four digits. */
    YEAR("year"),
    /** Six random digits. */
    RANDOM("random");

    private static final List<String> ROMAN =
        List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");

    private final String word;

    Token(String word) {
      this.word = word;
    }

    @Override
    public String render(LocalDate day, long number, RandomGenerator random) {
      return switch (this) {
        case DAY -> padded(day.getDayOfMonth(), 2);
        case MONTH -> padded(day.getMonthValue(), 2);
        case MONTH_ROMAN -> ROMAN.get(day.getMonthValue() - 1);
        case YEAR -> padded(day.getYear(), 4);
        case RANDOM -> padded(random.nextInt(1_000_000), 6);
      };
    }
  }

  /** How often a counter starts again. */
  enum Per {
    /** Never. */
    EVER,
    /** On the first of January. */
    YEAR,
    /** At midnight. */
    DAY;

    /** The period that a day lies in. */
    String period(LocalDate day) {
      return switch (this) {
        case EVER -> "";
        case YEAR -> padded(day.getYear(), 4);
        case DAY -> day.toString();
      };
    }
  }

  /**
   * A number that grows.
   *
   * @param from the first number, not negative
   * @param per how often it starts again
   * @param width how many digits at least, 1 to 18
   */
  record Counter(long from, Per per, int width) implements LabelPart {

    /** Rejects what would not count. */
    public Counter {
      if (from < 0 || width < 1 || width > 18) {
        throw new IllegalArgumentException(
            "a counter begins at 0 or more and has 1 to 18 digits, not %d and %d"
                .formatted(from, width));
      }
    }

    @Override
    public String render(LocalDate day, long number, RandomGenerator random) {
      return padded(number, width);
    }

    private Counter with(String key, String value) {
      return switch (key) {
        case "from" -> new Counter(Long.parseLong(value), per, width);
        case "width" -> new Counter(from, per, Integer.parseInt(value));
        case "per" ->
            switch (value) {
              case "year" -> new Counter(from, Per.YEAR, width);
              case "day" -> new Counter(from, Per.DAY, width);
              default ->
                  throw new IllegalArgumentException("'per' is year or day, not '" + value + "'");
            };
        default ->
            throw new IllegalArgumentException(
                "a counter has from, per and width, not '%s'%s"
                    .formatted(key, Nearest.question(key, List.of("from", "per", "width"))));
      };
    }
  }

  /** Reads what stands between two braces of a pattern. */
  static LabelPart parse(String pattern, String written, int place) {
    try {
      return parse(written.strip());
    } catch (IllegalArgumentException e) {
      String reason =
          e instanceof NumberFormatException ? "'" + written + "' holds no number" : e.getMessage();
      throw new IllegalArgumentException(
          "label pattern '%s', character %d: %s".formatted(pattern, place, reason), e);
    }
  }

  private static LabelPart parse(String written) {
    List<String> words = List.of(written.split("\\s+"));
    for (Token token : Token.values()) {
      if (token.word.equals(written)) {
        return token;
      }
    }
    if (!words.getFirst().equals("counter")) {
      List<String> valid = List.of("counter", "day", "month", "month-roman", "random", "year");
      throw new IllegalArgumentException(
          "'%s' is not one of %s%s"
              .formatted(written, String.join(", ", valid), Nearest.question(written, valid)));
    }
    Counter counter = new Counter(1, Per.EVER, 1);
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      counter = counter.with(word.substring(0, Math.max(equals, 0)), word.substring(equals + 1));
    }
    return counter;
  }

  private static String padded(long number, int width) {
    return String.format(Locale.ROOT, "%0" + width + "d", number);
  }
}
