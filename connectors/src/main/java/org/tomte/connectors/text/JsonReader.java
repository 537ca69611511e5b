package org.tomte.connectors.text;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON (RFC 8259) into plain values, with limits on depth and on the length of numbers. */
public final class JsonReader {
  private static final int DEEPEST = 100;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(1_000)
                  .maxStringLength(1 << 30)
                  .build())
          .build();

  private JsonReader() {}

  /** Reads one value that is the whole content. */
  public static @Nullable Object read(byte[] content) throws BadRecord {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), content)) {
      return whole(parser);
    } catch (JacksonException fault) {
      throw bad(fault);
    }
  }

  /** Reads one value that is the whole text. */
  public static @Nullable Object read(String text) throws BadRecord {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return whole(parser);
    } catch (JacksonException fault) {
      throw bad(fault);
    }
  }

  /** A parser with the same limits, for large content that is read piece by piece. */
  public static JsonParser parser(InputStream in) {
    return FACTORY.createParser(ObjectReadContext.empty(), in);
  }

  private static @Nullable Object whole(JsonParser parser) throws BadRecord {
    if (parser.nextToken() == null) {
      throw new BadRecord("there is no JSON value");
    }
    Object value = value(parser);
    if (parser.nextToken() != null) {
      throw new BadRecord(
          "column "
              + parser.currentTokenLocation().getColumnNr()
              + ": something stands after the JSON value; one value is valid");
    }
    return value;
  }

  /** The value that begins at the current token; afterwards its last token is current. */
  public static @Nullable Object value(JsonParser parser) throws BadRecord {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> whole(parser.getNumberValue());
      case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new BadRecord("a JSON value was expected, not " + parser.currentToken());
    };
  }

  private static Number whole(Number number) {
    return number instanceof Integer small ? (Number) small.longValue() : number;
  }

  private static double finite(double number) throws BadRecord {
    if (Double.isInfinite(number)) {
      throw new BadRecord("a number is outside the range of 64-bit floating point");
    }
    return number;
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws BadRecord {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (object.containsKey(name)) {
        throw new BadRecord(
            "column "
                + parser.currentTokenLocation().getColumnNr()
                + ": the name '"
                + name
                + "' stands twice in one object; which value counts is not known");
      }
      object.put(name, value(parser));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws BadRecord {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  /**
   * Goes to the first token of the array at a pointer.
   *
   * @return false when there is no array
   */
  public static boolean enterArray(JsonParser parser, JsonPointer pointer) {
    JsonToken token = parser.nextToken();
    JsonPointer rest = pointer;
    while (!rest.matches()) {
      JsonPointer step = token == null ? null : enter(parser, rest);
      if (step == null) {
        return false;
      }
      rest = step;
      token = parser.currentToken();
    }
    return token == JsonToken.START_ARRAY;
  }

  private static @Nullable JsonPointer enter(JsonParser parser, JsonPointer pointer) {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return enterMember(parser, pointer);
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return null;
    }
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      if (pointer.matchesElement(i)) {
        return pointer.tail();
      }
      parser.skipChildren();
    }
    return null;
  }

  private static @Nullable JsonPointer enterMember(JsonParser parser, JsonPointer pointer) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (pointer.matchesProperty(name)) {
        return pointer.tail();
      }
      parser.skipChildren();
    }
    return null;
  }

  /** The fault of a parser in words for the author of the content. */
  public static BadRecord bad(JacksonException fault) {
    var place = fault.getLocation();
    String at =
        place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
    return new BadRecord("not valid JSON, " + at + firstLine(fault.getOriginalMessage()), fault);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "unknown fault" : message.lines().findFirst().orElse("unknown fault");
  }
}
