package org.tomte.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.api.FieldType;

/** Generated conditions against a small evaluator of three-valued logic (null is unknown). */
class ThreeValuedLogicTest {

  private static final List<String> FIELDS = List.of("a", "b", "c", "d");

  /** A condition that can write itself and that knows its own answer. */
  private sealed interface Node {
    record Equals(String field, long value) implements Node {}

    record Less(String field, long value) implements Node {}

    record Has(String field) implements Node {}

    record Not(Node inner) implements Node {}

    record And(Node left, Node right) implements Node {}

    record Or(Node left, Node right) implements Node {}

    record Choice(Node condition, Node yes, Node no) implements Node {}

    record Exists(Node inner) implements Node {}

    record All(Node inner) implements Node {}

    record Filtered(Node inner, long least) implements Node {}
  }

  private static Node node(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 10);
    String field = FIELDS.get(random.nextInt(FIELDS.size()));
    return switch (kind) {
      case 0 -> new Node.Equals(field, random.nextInt(3));
      case 1 -> new Node.Less(field, random.nextInt(3));
      case 2 -> new Node.Has(field);
      case 3 -> new Node.Not(node(random, depth - 1));
      case 4 -> new Node.And(node(random, depth - 1), node(random, depth - 1));
      case 5 -> new Node.Or(node(random, depth - 1), node(random, depth - 1));
      case 6 ->
          new Node.Choice(
              node(random, depth - 1), node(random, depth - 1), node(random, depth - 1));
      case 7 -> new Node.Exists(node(random, 1));
      case 8 -> new Node.All(node(random, 1));
      default -> new Node.Filtered(node(random, 1), random.nextInt(3));
    };
  }

  private static String written(Node node, String scope) {
    return switch (node) {
      case Node.Equals n -> scope + "." + n.field() + " == " + n.value();
      case Node.Less n -> scope + "." + n.field() + " < " + n.value();
      case Node.Has n -> "has(" + scope + "." + n.field() + ")";
      case Node.Not n -> "!(" + written(n.inner(), scope) + ")";
      case Node.And n ->
          "(" + written(n.left(), scope) + ") && (" + written(n.right(), scope) + ")";
      case Node.Or n -> "(" + written(n.left(), scope) + ") || (" + written(n.right(), scope) + ")";
      case Node.Choice n ->
          "(%s) ? (%s) : (%s)"
              .formatted(
                  written(n.condition(), scope), written(n.yes(), scope), written(n.no(), scope));
      case Node.Exists n -> "event.list.exists(x, " + written(n.inner(), "x") + ")";
      case Node.All n -> "event.list.all(x, " + written(n.inner(), "x") + ")";
      case Node.Filtered n ->
          "event.list.filter(x, " + written(n.inner(), "x") + ").size() >= " + n.least();
    };
  }

  private static @Nullable Boolean answer(
      Node node, Map<String, @Nullable Object> scope, Map<String, @Nullable Object> event) {
    return switch (node) {
      case Node.Equals n ->
          scope.get(n.field()) instanceof Long value ? (Boolean) (value == n.value()) : null;
      case Node.Less n ->
          scope.get(n.field()) instanceof Long value ? (Boolean) (value < n.value()) : null;
      case Node.Has n -> scope.containsKey(n.field());
      case Node.Not n -> {
        @Nullable Boolean inner = answer(n.inner(), scope, event);
        yield inner == null ? null : (Boolean) !inner;
      }
      case Node.And n -> and(answer(n.left(), scope, event), answer(n.right(), scope, event));
      case Node.Or n -> or(answer(n.left(), scope, event), answer(n.right(), scope, event));
      case Node.Choice n -> {
        @Nullable Boolean condition = answer(n.condition(), scope, event);
        yield condition == null ? null : answer(condition ? n.yes() : n.no(), scope, event);
      }
      case Node.Exists n -> {
        @Nullable Boolean any = false;
        for (Map<String, @Nullable Object> element : elements(event)) {
          any = or(any, answer(n.inner(), element, event));
        }
        yield any;
      }
      case Node.All n -> {
        @Nullable Boolean every = true;
        for (Map<String, @Nullable Object> element : elements(event)) {
          every = and(every, answer(n.inner(), element, event));
        }
        yield every;
      }
      case Node.Filtered n -> matching(n, event) >= n.least();
    };
  }

  private static long matching(Node.Filtered filtered, Map<String, @Nullable Object> event) {
    long matching = 0;
    for (Map<String, @Nullable Object> element : elements(event)) {
      matching += Boolean.TRUE.equals(answer(filtered.inner(), element, event)) ? 1 : 0;
    }
    return matching;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, @Nullable Object>> elements(Map<String, @Nullable Object> event) {
    return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(event.get("list"));
  }

  private static @Nullable Boolean and(@Nullable Boolean a, @Nullable Boolean b) {
    if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
      return false;
    }
    return (a == null || b == null) ? null : (Boolean) true;
  }

  private static @Nullable Boolean or(@Nullable Boolean a, @Nullable Boolean b) {
    if (Boolean.TRUE.equals(a) || Boolean.TRUE.equals(b)) {
      return true;
    }
    return (a == null || b == null) ? null : (Boolean) false;
  }

  /** A field is absent, null or a number; all three occur often. */
  private static Map<String, @Nullable Object> fields(Random random) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    for (String field : FIELDS) {
      switch (random.nextInt(5)) {
        case 0 -> {}
        case 1 -> fields.put(field, null);
        default -> fields.put(field, (long) random.nextInt(3));
      }
    }
    return fields;
  }

  private static Map<String, @Nullable Object> event(Random random) {
    Map<String, @Nullable Object> event = fields(random);
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(fields(random));
    }
    event.put("list", list);
    return event;
  }

  private static FieldType declared() {
    FieldType.Fields element = FieldType.closed();
    FieldType.Fields event = FieldType.closed();
    for (String field : FIELDS) {
      element = element.with(field, FieldType.WHOLE);
      event = event.with(field, FieldType.WHOLE);
    }
    return event.with("list", FieldType.listOf(element));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void generated_conditions_have_the_answer_of_three_valued_logic(long seed) {
    Random random = new Random(seed);
    FieldType type = seed % 2 == 0 ? declared() : FieldType.ANY;
    Declarations declarations = Expressions.event(type);
    int[] answers = new int[3];
    for (int i = 0; i < 100; i++) {
      Node node = node(random, 3);
      String text = written(node, "event");
      Compiled compiled = Expressions.compiled(text, declarations, FieldType.BOOL);
      for (int j = 0; j < 15; j++) {
        Map<String, @Nullable Object> event = event(random);
        @Nullable Boolean expected = answer(node, event, event);
        Verdict verdict = compiled.test(Bindings.of(declarations, Map.of("event", event)));
        assertThat(kind(verdict)).as("%s on %s: %s", text, event, verdict).isEqualTo(expected);
        answers[expected == null ? 2 : expected ? 1 : 0]++;
      }
    }
    assertThat(IntStream.of(answers).min().orElse(0))
        .as("all three answers occur")
        .isGreaterThan(100);
  }

  private static @Nullable Boolean kind(Verdict verdict) {
    return switch (verdict) {
      case Verdict.True _ -> true;
      case Verdict.False _ -> false;
      case Unknown _ -> null;
      case Failed failed -> throw new AssertionError(failed.reason());
    };
  }

  @Test
  void the_reference_itself_knows_its_tables() {
    assertThat(or(null, true)).isTrue();
    assertThat(or(null, false)).isNull();
    assertThat(and(false, null)).isFalse();
    assertThat(and(true, null)).isNull();
  }
}
