package org.tomte.testkit.casework;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.search.SearchField;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchType;

/**
 * Conditions over the {@link SearchSamples}, the same ones for the same seed, as text. They ask for
 * values that are there, values that nearly are, and for everything the search language has. Fields
 * stand below {@code event}, so that a rule means the same.
 */
public final class SearchExpressions {
  private static final List<String> ORDERS = List.of("==", "!=", "<", "<=", ">", ">=");
  private static final List<String> SPANS =
      List.of("0s", "90s", "1h", "36h", "7d", "-1h", "1500ms");
  private static final List<String> TIMES =
      List.of(
          "timestamp('2026-11-24T01:02:03.456789Z')",
          "timestamp('2026-11-24T01:02:03.5Z')",
          "timestamp('2026-11-24T23:00:00Z')",
          "timestamp('2026-11-10T00:00:00+05:45')",
          "timestamp(1764028800)");

  private final SearchFields fields;
  private final Random random;

  /** Expressions of a seed. */
  public SearchExpressions(long seed) {
    this.fields = SearchFields.of(ObjectKind.INCIDENT, SearchSamples.settings().fields());
    this.random = new Random(seed);
  }

  /** Another one. */
  public String next() {
    return condition(random.nextInt(4));
  }

  private String condition(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(5)) {
      case 0, 1 -> joined(" && ", depth);
      case 2, 3 -> joined(" || ", depth);
      default -> "!(" + condition(depth - 1) + ")";
    };
  }

  private String joined(String sign, int depth) {
    return random
        .ints(2 + random.nextInt(2), 0, depth)
        .mapToObj(this::condition)
        .collect(Collectors.joining(sign, "(", ")"));
  }

  private String leaf() {
    SearchField field = one(fields.all());
    String name = name(field);
    if (random.nextInt(8) == 0) {
      return "has(" + name + ")";
    }
    return switch (field.type()) {
      case TEXT -> text(name);
      case CHOICE -> choice(field, name);
      case WHOLE, DECIMAL -> number(name);
      case FLAG -> random.nextBoolean() ? name : name + " == " + random.nextBoolean();
      case TIME -> time(name);
      case SPAN -> span(name);
      case TEXTS -> list(field, name);
    };
  }

  private static String name(SearchField field) {
    return SearchFields.EVENT + "." + field.name();
  }

  private String other(SearchType type) {
    return name(one(fields.all().stream().filter(each -> each.type() == type).toList()));
  }

  private String text(String name) {
    return switch (random.nextInt(9)) {
      case 0, 1 -> name + " " + one(ORDERS) + " " + written();
      case 2 -> written() + " " + one(ORDERS) + " " + name;
      case 3 -> name + " " + one(ORDERS) + " " + other(SearchType.TEXT);
      case 4 -> name + " in " + list(random.nextInt(4));
      case 5 -> name + ".contains(" + part() + ")";
      case 6 -> name + ".startsWith(" + part() + ")";
      case 7 -> name + ".endsWith(" + part() + ")";
      default -> name + ".equalsIgnoreCase(" + written() + ")";
    };
  }

  private String list(int size) {
    return random
        .ints(size, 0, 1)
        .mapToObj(_ -> written())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String choice(SearchField field, String name) {
    String word = quoted(one(field.words()));
    return switch (random.nextInt(3)) {
      case 0 -> name + " == " + word;
      case 1 -> name + " != " + word;
      default -> name + " in [" + word + ", " + quoted(one(field.words())) + "]";
    };
  }

  private String number(String name) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> name + " " + one(ORDERS) + " " + value();
      case 2 -> value() + " " + one(ORDERS) + " " + name;
      case 3 -> name + " in [" + value() + ", " + value() + "]";
      default -> name + " " + one(ORDERS) + " " + other(SearchType.WHOLE);
    };
  }

  private String value() {
    Object number =
        random.nextInt(4) == 0 ? (Object) (long) random.nextInt(300) : one(SearchSamples.NUMBERS);
    return random.nextInt(5) == 0 && number instanceof Long whole
        ? Double.toString((double) whole)
        : number.toString();
  }

  private String time(String name) {
    return name + " " + one(ORDERS) + " " + instant(2);
  }

  private String instant(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 3)) {
      case 0 -> "now";
      case 1 -> one(TIMES);
      case 2 -> other(SearchType.TIME);
      case 3 -> "duration('" + one(SPANS) + "') + " + instant(0);
      default ->
          instant(depth - 1)
              + (random.nextBoolean() ? " - " : " + ")
              + "duration('"
              + one(SPANS)
              + "')";
    };
  }

  private String span(String name) {
    String left =
        switch (random.nextInt(4)) {
          case 0 -> other(SearchType.TIME) + " - " + other(SearchType.TIME);
          case 1 -> "age(" + other(SearchType.TIME) + ", now)";
          default -> name;
        };
    String right =
        random.nextInt(6) == 0 ? other(SearchType.SPAN) : "duration('" + one(SPANS) + "')";
    return random.nextInt(4) == 0
        ? right + " " + one(ORDERS) + " " + left
        : left + " " + one(ORDERS) + " " + right;
  }

  private String list(SearchField field, String name) {
    if (!field.words().isEmpty()) {
      return quoted(one(field.words())) + " in " + name;
    }
    return random.nextInt(4) == 0
        ? other(SearchType.TEXT) + " in " + name
        : quoted(one(random.nextBoolean() ? SearchSamples.TAGS : SearchSamples.PEOPLE))
            + " in "
            + name;
  }

  private String written() {
    return quoted(one(random.nextInt(3) == 0 ? SearchSamples.PEOPLE : SearchSamples.TEXTS));
  }

  /** A part of a text, cut between characters. */
  private String part() {
    String text = one(SearchSamples.TEXTS);
    int length = text.codePointCount(0, text.length());
    int from = random.nextInt(length + 1);
    int to = from + random.nextInt(length - from + 1);
    return quoted(text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to)));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
