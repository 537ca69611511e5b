package org.tomte.engine.definition.yaml;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomte.api.DurationText;

/** The types that are written as one scalar. */
public final class ScalarTypes {

  private static final Map<String, Object> TEXT =
      Map.of("type", List.of("string", "number", "boolean"));

  private static final Map<Class<?>, ScalarType> TYPES =
      Map.ofEntries(
          Map.entry(String.class, new ScalarType("text", TEXT, text -> text)),
          Map.entry(int.class, whole(Integer::parseInt)),
          Map.entry(Integer.class, whole(Integer::parseInt)),
          Map.entry(long.class, whole(Long::parseLong)),
          Map.entry(Long.class, whole(Long::parseLong)),
          Map.entry(double.class, number()),
          Map.entry(Double.class, number()),
          Map.entry(boolean.class, bool()),
          Map.entry(Boolean.class, bool()),
          Map.entry(
              Duration.class,
              text("a duration such as 500ms, 90s, 5m, 1h30m or 7d", DurationText::parse)),
          Map.entry(
              Instant.class,
              text(
                  "an instant with an offset such as 2026-11-21T02:00:00+01:00",
                  ScalarTypes::instant)),
          Map.entry(ZoneId.class, text("a time zone such as Europe/Berlin", ScalarTypes::zone)),
          Map.entry(LocalDate.class, text("a date such as 2026-12-24", LocalDate::parse)),
          Map.entry(LocalTime.class, text("a time of day such as \"08:00\"", LocalTime::parse)),
          Map.entry(Path.class, text("a path", Path::of)),
          Map.entry(URI.class, text("an address such as https://example.com/", URI::create)),
          Map.entry(
              ByteSize.class,
              new ScalarType(
                  "a size such as 64KB or 2GB",
                  Map.of("type", List.of("string", "integer")),
                  ByteSize::parse)));

  private ScalarTypes() {}

  /** How a type is read from a scalar; empty when it is not written as one. */
  public static Optional<ScalarType> of(Class<?> type) {
    ScalarType known = TYPES.get(type);
    if (known != null) {
      return Optional.of(known);
    }
    if (type.isEnum()) {
      return Optional.of(words(type));
    }
    return parser(type, String.class).map(method -> text("text", text -> call(method, text)));
  }

  /** The words of an enum as written in YAML, in their order. */
  public static List<String> wordsOf(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(one -> word(((Enum<?>) one).name())).toList();
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ScalarType words(Class<?> type) {
    List<String> words = wordsOf(type);
    return new ScalarType(
        "one of " + String.join(", ", words),
        Map.of("enum", words),
        text -> type.getEnumConstants()[index(words, text)]);
  }

  private static int index(List<String> words, String text) {
    int index = words.indexOf(text);
    if (index < 0) {
      throw new UnknownWord(text, words);
    }
    return index;
  }

  /** A word that is not among those that are valid. */
  static final class UnknownWord extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final @Nullable String nearest;

    UnknownWord(String text, List<String> words) {
      super(Suggestion.quoted(text) + " is not valid here" + Suggestion.valid(words));
      nearest = Suggestion.nearest(text, words);
    }

    @Nullable String nearest() {
      return nearest;
    }
  }

  private static ScalarType whole(Function<String, Object> parse) {
    return new ScalarType(
        "a whole number",
        Map.of("type", "integer"),
        text -> parse.apply(text.startsWith("+") ? text.substring(1) : text));
  }

  private static ScalarType number() {
    return new ScalarType(
        "a number", Map.of("type", "number"), text -> new BigDecimal(text).doubleValue());
  }

  private static ScalarType bool() {
    return new ScalarType("true or false", Map.of("type", "boolean"), ScalarTypes::bool);
  }

  private static ScalarType text(String words, Function<String, Object> parse) {
    return new ScalarType(words, Map.of("type", "string", "description", words), parse);
  }

  private static Object bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              Suggestion.quoted(text) + " is neither true nor false");
    };
  }

  private static Object instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Object zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException unknown) {
      List<String> zones =
          ZoneId.getAvailableZoneIds().stream().filter(id -> id.contains("/")).toList();
      String nearest = Suggestion.nearest(text, zones);
      throw new IllegalArgumentException(
          Suggestion.quoted(text)
              + " is not a time zone of the IANA database"
              + (nearest == null
                  ? "; valid: UTC, Europe/Berlin, ..."
                  : "; did you mean " + nearest + "?"),
          unknown);
    }
  }

  /** How a type that can also be written as a list of texts is made from one; empty for others. */
  static Optional<Function<List<String>, Object>> ofList(Class<?> type) {
    return TYPES.containsKey(type)
        ? Optional.empty()
        : parser(type, List.class).map(method -> texts -> call(method, texts));
  }

  private static Optional<Method> parser(Class<?> type, Class<?> from) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals("parse"))
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .filter(method -> type.isAssignableFrom(method.getReturnType()))
        .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {from}))
        .findFirst();
  }

  private static Object call(Method method, Object text) {
    try {
      return method.invoke(null, text);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(method + " throws a checked exception", thrown);
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(method + " is not public", hidden);
    }
  }
}
