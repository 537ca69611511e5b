package org.tomte.engine.keep;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes plain JSON values (see {@link org.tomte.api.Event#fields()}) and reads them back as they
 * were: whole numbers as {@link Long} or {@link BigInteger}, others as {@link Double}, or as {@link
 * BigDecimal} where a double would lose digits. NUL and lone surrogates are replaced when written.
 */
public final class PlainJson {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private PlainJson() {}

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException when it is no plain JSON value
   */
  public static String write(@Nullable Object value) {
    StringBuilder text = new StringBuilder(256);
    write(new JsonText(text), value);
    return text.toString();
  }

  static void write(JsonText json, @Nullable Object value) {
    switch (value) {
      case null -> json.writeRaw("null");
      case String text -> json.writeString(text);
      case Boolean truth -> json.writeRaw(truth.toString());
      case Long number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case Double number -> number(json, number);
      case BigInteger number -> json.writeRaw(number.toString());
      case BigDecimal number -> json.writeRaw(fraction(number));
      case Map<?, ?> map -> object(json, map);
      case List<?> list -> {
        json.writeStartArray();
        for (Object each : list) {
          write(json, each);
        }
        json.writeEndArray();
      }
      case Object other ->
          throw new IllegalArgumentException(
              "a %s is no plain JSON value; text, numbers, booleans, lists and maps are"
                  .formatted(other.getClass().getName()));
    }
  }

  /** Numbers that JSON does not know (not a number, infinity) become their name as text. */
  private static void number(JsonText json, Double number) {
    if (Double.isFinite(number)) {
      json.writeRaw(number.toString());
    } else {
      json.writeString(number.toString());
    }
  }

  /** A fraction keeps its point, so that it is not read back as a whole number. */
  private static String fraction(BigDecimal number) {
    String text = number.toString();
    return text.indexOf('.') < 0 && text.indexOf('E') < 0 ? text + ".0" : text;
  }

  private static void object(JsonText json, Map<?, ?> map) {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeName(String.valueOf(entry.getKey()));
      write(json, entry.getValue());
    }
    json.writeEndObject();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws tools.jackson.core.JacksonException when it is no JSON
   */
  public static @Nullable Object read(String json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      return value(parser, parser.nextToken());
    }
  }

  /** Reads a JSON object. */
  @SuppressWarnings("unchecked") // objects have text keys
  public static Map<String, @Nullable Object> readObject(String json) {
    if (read(json) instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new IllegalArgumentException("this is no JSON object: " + json);
  }

  private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
    if (token == null) {
      throw new IllegalArgumentException("the JSON text ends too early");
    }
    return switch (token) {
      case START_OBJECT -> map(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> fraction(parser.getString());
      case VALUE_TRUE, VALUE_FALSE -> token == JsonToken.VALUE_TRUE;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalArgumentException("a JSON value cannot begin with " + token);
    };
  }

  private static Map<String, @Nullable Object> map(JsonParser parser) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      map.put(name, value(parser, parser.nextToken()));
    }
    return map;
  }

  private static List<@Nullable Object> list(JsonParser parser) {
    List<@Nullable Object> list = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      list.add(value(parser, token));
      token = parser.nextToken();
    }
    return list;
  }

  private static Object whole(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT, LONG -> (Object) parser.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> parser.getBigIntegerValue();
    };
  }

  private static Object fraction(String text) {
    double number = Double.parseDouble(text);
    BigDecimal exact = new BigDecimal(text);
    boolean same =
        Double.isFinite(number) && new BigDecimal(Double.toString(number)).compareTo(exact) == 0;
    return same ? (Object) number : exact;
  }
}
