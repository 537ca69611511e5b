package org.tomte.engine.expression.function;

import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes plain values as JSON, with limits on depth and size. */
public final class Json {

  private static final int DEPTH = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxNumberLength(400)
                          .maxStringLength(Budget.LONGEST_TEXT)
                          .maxDocumentLength(8L * Budget.LONGEST_TEXT)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** The value of a JSON text; throws Jackson's exception if it is none. */
  static @Nullable Object read(String text) {
    return MAPPER.readValue(text, Object.class);
  }

  /**
   * A value as compact JSON.
   *
   * @throws ValueFault if it would be longer than {@link Budget#LONGEST_TEXT} or too deep
   */
  public static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out, 0);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out, int depth) {
    if (depth > DEPTH) {
      throw new ValueFault("the value is nested more than " + DEPTH + " levels deep");
    }
    Budget.checkLength(out.length() / 64 + 1L);
    if (out.length() > Budget.LONGEST_TEXT) {
      throw new ValueFault("the JSON would be longer than " + Budget.LONGEST_TEXT + " characters");
    }
    switch (value) {
      case null -> out.append("null");
      case NullValue _ -> out.append("null");
      case List<?> list -> writeList(list, out, depth);
      case Map<?, ?> map -> writeMap(map, out, depth);
      case Instant time -> quote(time.toString(), out);
      case Duration span -> quote(DurationText.write(span), out);
      case Double number when !Double.isFinite(number) -> out.append("null");
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      case CelValue wrapped -> write(wrapped.value(), out, depth + 1);
      default -> quote(String.valueOf(value), out);
    }
  }

  private static void writeList(List<?> list, StringBuilder out, int depth) {
    out.append('[');
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      write(element, out, depth + 1);
      separator = ",";
    }
    out.append(']');
  }

  private static void writeMap(Map<?, ?> map, StringBuilder out, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      quote(String.valueOf(entry.getKey()), out);
      out.append(':');
      write(entry.getValue(), out, depth + 1);
      separator = ",";
    }
    out.append('}');
  }

  /** Appends a text in quotes, escaped as RFC 8259 section 7 asks. */
  public static void quote(String text, StringBuilder out) {
    out.append('"');
    escape(text, out);
    out.append('"');
  }

  /** Appends a text escaped for the inside of a JSON string. */
  public static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
  }
}
