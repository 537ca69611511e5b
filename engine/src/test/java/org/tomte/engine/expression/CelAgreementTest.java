package org.tomte.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.api.FieldType;

/**
 * Where every field is there and none is null, our operators give what CEL's own give: generated
 * expressions, evaluated with both.
 */
class CelAgreementTest {

  private static final Map<String, Object> EVENT =
      Map.of(
          "i",
          7L,
          "j",
          -3L,
          "zero",
          0L,
          "d",
          2.5,
          "s",
          "wörd",
          "t",
          "abc",
          "b",
          true,
          "l",
          List.of(1L, 2L, 3L),
          "m",
          Map.of("k", 1L, "s", "x"),
          "max",
          Long.MAX_VALUE);

  private static Cel plain() {
    return CelFactory.plannerCelBuilder()
        .setOptions(CelOptions.current().enableHeterogeneousNumericComparisons(true).build())
        .setStandardMacros(dev.cel.parser.CelStandardMacro.STANDARD_MACROS)
        .addVar("event", MapType.create(SimpleType.STRING, SimpleType.DYN))
        .build();
  }

  private static String number(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 12)) {
      case 0 -> "event.i";
      case 1 -> "event.j";
      case 2 -> "event.m.k";
      case 3 -> String.valueOf(random.nextInt(5));
      case 4 -> "event.zero";
      case 5 -> "event.l[" + random.nextInt(3) + "]";
      case 6 -> "(" + number(random, depth - 1) + " + " + number(random, depth - 1) + ")";
      case 7 -> "(" + number(random, depth - 1) + " - " + number(random, depth - 1) + ")";
      case 8 -> "(" + number(random, depth - 1) + " * " + number(random, depth - 1) + ")";
      case 9 -> "(" + number(random, depth - 1) + " / " + number(random, depth - 1) + ")";
      case 10 -> "(" + number(random, depth - 1) + " % " + number(random, depth - 1) + ")";
      default -> "size(" + text(random, depth - 1) + ")";
    };
  }

  private static String text(Random random, int depth) {
    return switch (random.nextInt(depth <= 0 ? 4 : 7)) {
      case 0 -> "event.s";
      case 1 -> "event.t";
      case 2 -> "'b'";
      case 3 -> "event.m.s";
      case 4 -> "(" + text(random, depth - 1) + " + " + text(random, depth - 1) + ")";
      case 5 -> "string(" + number(random, depth - 1) + ")";
      default ->
          "(%s ? %s : %s)"
              .formatted(
                  condition(random, depth - 1), text(random, depth - 1), text(random, depth - 1));
    };
  }

  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

  private static String condition(Random random, int depth) {
    String operator = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
    return switch (random.nextInt(depth <= 0 ? 3 : 12)) {
      case 0 -> "event.b";
      case 1 -> number(random, 0) + " " + operator + " " + number(random, 0);
      case 2 -> text(random, 0) + " " + operator + " " + text(random, 0);
      case 3 -> "(" + condition(random, depth - 1) + " && " + condition(random, depth - 1) + ")";
      case 4 -> "(" + condition(random, depth - 1) + " || " + condition(random, depth - 1) + ")";
      case 5 -> "!" + "(" + condition(random, depth - 1) + ")";
      case 6 -> number(random, depth - 1) + " " + operator + " event.d";
      case 7 -> text(random, depth - 1) + ".contains(" + text(random, 0) + ")";
      case 8 -> "event.l.exists(x, x " + operator + " " + number(random, depth - 1) + ")";
      case 9 -> "event.l.all(x, x " + operator + " " + number(random, depth - 1) + ")";
      case 10 -> number(random, depth - 1) + " in event.l.map(x, x * 2)";
      default -> "event.l.filter(x, x " + operator + " 2) == [" + number(random, 1) + ", 3]";
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void generated_expressions_agree(long seed) throws Exception {
    Random random = new Random(seed);
    Cel cel = plain();
    int failed = 0;
    int held = 0;
    for (int i = 0; i < 120; i++) {
      String text = condition(random, 3);
      Verdict ours = Expressions.test(text, FieldType.open(), EVENT);
      try {
        Object theirs = cel.createProgram(cel.compile(text).getAst()).eval(Map.of("event", EVENT));
        assertThat(ours)
            .as(text)
            .isEqualTo(theirs.equals(true) ? Expressions.yes() : Expressions.no());
        held++;
      } catch (CelEvaluationException e) {
        assertThat(ours).as("%s: %s", text, e.getMessage()).isInstanceOf(Failed.class);
        failed++;
      }
    }
    assertThat(held).isGreaterThan(60);
    assertThat(failed).isPositive();
  }
}
