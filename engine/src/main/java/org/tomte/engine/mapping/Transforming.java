package org.tomte.engine.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;
import org.tomte.engine.definition.Transform;
import org.tomte.engine.expression.function.Tables;

/** Carries values through the steps of a mapping row. Null means that there is no value. */
final class Transforming {
  private final Tables tables;

  Transforming(Tables tables) {
    this.tables = tables;
  }

  @Nullable Object apply(List<Transform> steps, @Nullable Object value) throws RowFault {
    Object at = value;
    for (Transform step : steps) {
      if (at == null && !(step instanceof Transform.Table)) {
        return null;
      }
      at = apply(step, at);
    }
    return at;
  }

  private @Nullable Object apply(Transform step, @Nullable Object value) throws RowFault {
    return switch (step) {
      case Transform.Trim _ -> eachText(value, "trim", String::strip);
      case Transform.Case letters -> eachText(value, "case", text -> changeCase(letters, text));
      case Transform.Cut cut -> eachText(value, "cut", text -> cut(text, cut.length()));
      case Transform.Split split -> split(value, split.at());
      case Transform.Join join -> join(value, join.with());
      case Transform.First _ -> value instanceof List<?> list ? first(list) : value;
      case Transform.Regex regex -> regex(value, regex);
      case Transform.Date date -> DateText.parse(scalar(value, "date"), date);
      case Transform.ToNumber _ -> number(scalar(value, "number"));
      case Transform.Table table -> lookUp(value, table);
    };
  }

  private interface TextStep {
    String apply(String text);
  }

  /** A step on a text, or on each text of a list. */
  private static @Nullable Object eachText(@Nullable Object value, String word, TextStep step)
      throws RowFault {
    if (value instanceof List<?> list) {
      List<@Nullable Object> changed = new ArrayList<>(list.size());
      for (Object one : list) {
        changed.add(one == null ? null : step.apply(scalar(one, word)));
      }
      return changed;
    }
    return step.apply(scalar(value, word));
  }

  static String scalar(@Nullable Object value, String word) throws RowFault {
    if (value instanceof Map || value instanceof List || value == null) {
      throw new RowFault("%s takes one value, not %s".formatted(word, Shown.of(value)));
    }
    return value.toString();
  }

  private static String changeCase(Transform.Case letters, String text) {
    return switch (letters.to()) {
      case UPPER -> text.toUpperCase(Locale.ROOT);
      case LOWER -> text.toLowerCase(Locale.ROOT);
    };
  }

  private static String cut(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }

  private static Object split(@Nullable Object value, String at) throws RowFault {
    String text = scalar(value, "split");
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int to = text.indexOf(at); to >= 0; to = text.indexOf(at, from)) {
      parts.add(text.substring(from, to));
      from = to + at.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  static @Nullable Object join(@Nullable Object value, String with) throws RowFault {
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<String> texts = new ArrayList<>(list.size());
    for (Object one : list) {
      if (one != null) {
        texts.add(scalar(one, "join"));
      }
    }
    return texts.stream().collect(Collectors.joining(with));
  }

  static @Nullable Object first(List<?> list) {
    return list.isEmpty() ? null : list.getFirst();
  }

  private static @Nullable Object regex(@Nullable Object value, Transform.Regex regex)
      throws RowFault {
    String text = scalar(value, "regex");
    try {
      Matcher matcher = Pattern.compile(regex.pattern()).matcher(text);
      if (!matcher.find()) {
        return null;
      }
      boolean byNumber = regex.group().chars().allMatch(Character::isDigit);
      return byNumber
          ? matcher.group(Integer.parseInt(regex.group()))
          : matcher.group(regex.group());
    } catch (IndexOutOfBoundsException | IllegalArgumentException wrong) {
      throw new RowFault("regex %s: %s".formatted(regex.pattern(), wrong.getMessage()));
    }
  }

  private static Object number(String text) throws RowFault {
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return number.stripTrailingZeros().scale() <= 0 && number.precision() < 19
          ? (Object) number.longValueExact()
          : (Object) number.doubleValue();
    } catch (NumberFormatException | ArithmeticException wrong) {
      throw new RowFault("%s is not a number; valid: 7, 7.5, -3e2".formatted(Shown.of(text)));
    }
  }

  private @Nullable Object lookUp(@Nullable Object value, Transform.Table table) throws RowFault {
    Object found = null;
    if (value != null) {
      String key = scalar(value, "table");
      found =
          table.map() != null
              ? table.map().get(key)
              : tables.find(java.util.Objects.requireNonNull(table.name()), key);
    }
    if (found instanceof Map<?, ?> row) {
      found = table.column() == null ? first(List.copyOf(row.values())) : row.get(table.column());
    }
    return found == null ? table.fallback() : found;
  }
}
