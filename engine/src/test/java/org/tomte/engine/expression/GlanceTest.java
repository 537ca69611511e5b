package org.tomte.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.api.FieldType;
import org.tomte.api.listen.FieldsInPlace;
import org.tomte.api.listen.TextPlace;
import org.tomte.engine.expression.function.FunctionLibrary;

class GlanceTest {
  private static final Declarations DECLARATIONS =
      Declarations.none().with("event", FieldType.open()).with("inputs", FieldType.open());
  private static final ExpressionCompiler COMPILER =
      new ExpressionCompiler(FunctionLibrary.plain());

  /** Texts stand in bytes, numbers and truths are at hand; everything else is not. */
  private record InPlace(Map<String, @Nullable Object> fields) implements FieldsInPlace {
    @Override
    public @Nullable Object look(String field, TextPlace place) {
      Object value = fields.get(field);
      if (value instanceof String text && !text.startsWith("shared")) {
        byte[] bytes = (">>" + text + "<<").getBytes(StandardCharsets.UTF_8);
        return place.set(bytes, 2, bytes.length - 2) ? place : null;
      }
      return value instanceof List<?> ? null : value;
    }
  }

  private static Compiled compiled(String text) {
    Compilation compilation = COMPILER.compile(text, DECLARATIONS, FieldType.BOOL);
    assertThat(compilation).as(text).isInstanceOf(Compiled.class);
    return (Compiled) compilation;
  }

  private static boolean isSurelyFalse(String text, Map<String, @Nullable Object> event) {
    return compiled(text).isSurelyFalse(new InPlace(event), new TextPlace());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.message.contains('denied')",
        "event.message.startsWith('allowed ') || event.message.endsWith('outside?')",
        "event.host == 'gw-02'",
        "'gw-02' == event.host",
        "event.host != 'gw-01'",
        "!(event.host in ['gw-01', 'gw-03'])",
        "event.level > 4",
        "event.level >= 5",
        "4 < event.level",
        "event.level < 4",
        "event.level <= 3",
        "event.level == 5",
        "!event.partial",
        "event.partial == false",
        "event.missing == 'x' && event.level == 9",
        "event.level == 9 && event.message.matches('.*')",
        "event.message.matches('.*') && event.level == 9",
        "event['host'] == 'gw-02'",
        "false",
        "event.word.endsWith('!')",
      })
  void whatFailsIsToldWithoutTheFieldsBeingMade(String text) {
    assertThat(isSurelyFalse(text, event())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.message.contains('allowed')",
        "event.host == 'gw-01'",
        "event.missing == 'x'",
        "event.missing != 'x'",
        "event.level == 4",
        "event.level == 4.5",
        "event.level > 3 && event.missing == 'x'",
        "event.nested.host == 'x'",
        "inputs.host == 'x'",
        "has(event.missing)",
        "event.host.lower() == 'gw-02'",
        "event.tags == ['b']",
        "'b' in event.tags",
        "event.odd.contains('x')",
        "event.host > 'z'",
        "event.partial",
      })
  void whatHoldsOrIsNotSureIsLeftToTheExpression(String text) {
    assertThat(isSurelyFalse(text, event())).isFalse();
  }

  private static Map<String, @Nullable Object> event() {
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("message", "connection allowed by policy to outside");
    event.put("host", "gw-01");
    event.put("word", "shared word");
    event.put("level", 4L);
    event.put("partial", true);
    event.put("tags", List.of("a"));
    event.put("odd", "caf\u00e9");
    event.put("zero", "a\u0000b");
    return event;
  }

  @Test
  void whatIsToldIsWhatTheExpressionGives() {
    Random random = new Random(42);
    int told = 0;
    for (int i = 0; i < 3_000; i++) {
      Map<String, @Nullable Object> event = anyEvent(random);
      Compiled condition = compiled(anyCondition(random, 3));
      if (condition.isSurelyFalse(new InPlace(event), new TextPlace())) {
        Bindings bindings = Bindings.of(DECLARATIONS, Map.of("event", event, "inputs", Map.of()));
        assertThat(condition.test(bindings))
            .as("%s of %s", condition.text(), event)
            .isInstanceOf(Verdict.False.class);
        told++;
      }
    }
    assertThat(told).isGreaterThan(200);
  }

  private static Map<String, @Nullable Object> anyEvent(Random random) {
    List<Object> values =
        List.of("a", "ab", "b", "", "shared a", "\u00fcb", 0L, 1L, 2L, true, false, 1.5, List.of());
    Map<String, @Nullable Object> event = new HashMap<>();
    for (String field : List.of("x", "y", "z")) {
      switch (random.nextInt(6)) {
        case 0 -> {}
        case 1 -> event.put(field, null);
        default -> event.put(field, values.get(random.nextInt(values.size())));
      }
    }
    return event;
  }

  private static String anyCondition(Random random, int depth) {
    String field = "event." + List.of("x", "y", "z").get(random.nextInt(3));
    String word = List.of("'a'", "'ab'", "''", "'\u00fc'", "'shared a'").get(random.nextInt(5));
    int number = random.nextInt(3);
    return switch (random.nextInt(depth == 0 ? 8 : 11)) {
      case 0 -> field + " == " + (random.nextBoolean() ? word : String.valueOf(number));
      case 1 -> field + " != " + (random.nextBoolean() ? word : String.valueOf(number));
      case 2 -> field + List.of(" < ", " <= ", " > ", " >= ").get(random.nextInt(4)) + number;
      case 3 -> number + List.of(" < ", " <= ", " > ", " >= ").get(random.nextInt(4)) + field;
      case 4 -> field + ".contains(" + word + ")";
      case 5 -> field + (random.nextBoolean() ? ".startsWith(" : ".endsWith(") + word + ")";
      case 6 -> field + " in [" + word + ", " + word + "]";
      case 7 -> random.nextBoolean() ? field + " == true" : "bool(" + field + ")";
      case 8 -> "!(" + anyCondition(random, depth - 1) + ")";
      default ->
          "("
              + anyCondition(random, depth - 1)
              + (random.nextBoolean() ? ") && (" : ") || (")
              + anyCondition(random, depth - 1)
              + ")";
    };
  }
}
