package org.tomte.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.engine.expression.Expressions.compiled;
import static org.tomte.engine.expression.Expressions.faults;
import static org.tomte.engine.expression.Expressions.test;
import static org.tomte.engine.expression.Expressions.value;
import static org.tomte.engine.expression.Expressions.yes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.api.FieldType;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileEventTest {

  private static List<Object> numbers(int count) {
    return new ArrayList<>(LongStream.range(0, count).boxed().toList());
  }

  @Test
  void nested_loops_over_long_lists_stop() {
    Map<String, Object> event = Map.of("l", numbers(100_000));
    assertThat(test("event.l.exists(a, event.l.exists(b, a + b == -1))", event))
        .isInstanceOf(Failed.class);
    assertThat(test("event.l.all(a, a in event.l)", event)).isInstanceOf(Failed.class);
    assertThat(test("event.l.exists(a, event.l == event.l.map(x, x))", event))
        .isInstanceOf(Failed.class);
  }

  @Test
  void a_list_of_many_elements_is_gone_through_in_linear_time() {
    Map<String, Object> event = Map.of("l", numbers(40_000));
    assertThat(test("event.l.map(x, x + 1).size() == 40000", event)).isEqualTo(yes());
    assertThat(test("event.l.filter(x, x % 2 == 0).size() == 20000", event)).isEqualTo(yes());
    assertThat(test("sum(event.l) == 799980000 && max(event.l) == 39999", event)).isEqualTo(yes());
  }

  @Test
  void a_regular_expression_that_explodes_elsewhere_is_quick() {
    String evil = "a".repeat(100_000) + "!";
    assertThat(test("event.t.matches('^(a+)+$')", Map.of("t", evil))).isEqualTo(Expressions.no());
    assertThat(test("event.t.matches('(a|aa)+$')", Map.of("t", evil))).isEqualTo(Expressions.no());
    assertThat(test("event.t.matches(event.p)", Map.of("t", evil, "p", "(x{900}){900}")))
        .isInstanceOf(Failed.class);
    assertThat(test("event.t.matches(event.p)", Map.of("t", evil, "p", "(".repeat(900))))
        .isInstanceOf(Failed.class);
  }

  @Test
  void texts_do_not_grow_without_end() {
    String text = "x".repeat(500_000);
    Map<String, Object> event = Map.of("t", text, "l", numbers(40_000));
    assertThat(value("event.t + event.t + event.t", event)).isInstanceOf(Failed.class);
    assertThat(value("event.t.replace('x', event.t)", event)).isInstanceOf(Failed.class);
    assertThat(value("event.l.map(i, event.t).join('')", event)).isInstanceOf(Failed.class);
    assertThat(value("event.l.map(i, event.t.lower())", event)).isInstanceOf(Failed.class);
    assertThat(value("event.l.map(i, sha256(event.t))", event)).isInstanceOf(Failed.class);
  }

  @Test
  void deep_nesting_fails_and_nothing_else() {
    Object deep = "end";
    for (int i = 0; i < 100_000; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("k", deep);
    }
    Map<String, Object> event = Map.of("d", deep, "e", deep);
    assertThat(value("event.d", event)).isInstanceOf(Failed.class);
    assertThat(value("toJson(event.d)", event)).isInstanceOf(Failed.class);
    assertThat(test("event.d == [1]", event)).isEqualTo(Expressions.no());
    assertThat(value("parseJson(event.j)", Map.of("j", "[".repeat(50_000))))
        .isInstanceOf(Failed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.n + 9223372036854775807 > 0",
        "event.n / 0 == 1",
        "event.n % 0 == 1",
        "-(event.least) > 0",
        "event.text > 5",
        "event.text + 5 == 1",
        "event.text.inNetwork('10.0.0.0/8')",
        "event.text.registrableDomain() == 'x'",
        "urlHost(event.text) == 'x'",
        "event.text.emailDomain() == 'x'",
        "parseTime(event.text, 'yyyy', 'UTC') > timestamp(0)",
        "timestamp(event.text) > timestamp(0)",
        "duration(event.text) > duration('1s')",
        "int(event.text) == 1",
        "double(event.text) == 1.0",
        "bool(event.text)",
        "base64Decode(event.text + '!') == 'x'",
        "hexDecode(event.text) == 'x'",
        "event.text.cut(-1) == ''",
        "event.text.split('') == []",
        "'a'.group('(a)', 7) == ''",
        "timestamp(253402300799) + duration('24h') > timestamp(0)",
        "event.n.lower() == ''",
        "event.list.join(',') == ''",
        "size(event.n) == 1",
        "!event.n",
        "event.n && true",
        "event.n ? true : false",
        "event.n.exists(x, true)",
        "event.text.hashBucket(0) == 1",
        "event.strange == 1"
      })
  void bad_input_fails_with_a_reason_and_never_throws(String text) {
    Map<String, Object> event =
        Map.of(
            "n",
            1L,
            "text",
            "wörd",
            "list",
            List.of(List.of()),
            "least",
            Long.MIN_VALUE,
            "strange",
            new Object[0]);
    Verdict verdict = test(text, FieldType.ANY, event);
    assertThat(verdict).isInstanceOf(Failed.class);
    assertThat(((Failed) verdict).reason()).isNotBlank().doesNotContain("\n", "Exception");
  }

  @Test
  void a_reason_names_the_value() {
    assertThat(test("event.ip.inNetwork('10.0.0.0/8')", Map.of("ip", "abc")))
        .isEqualTo(new Failed("'abc' is no IP address (in inNetwork)"));
    assertThat(test("event.a > 5", Map.of("a", "7")))
        .isEqualTo(new Failed("cannot compare text ('7') with a whole number (5)"));
  }

  @Test
  void expressions_that_are_too_large_are_refused() {
    Declarations declarations = Expressions.event(FieldType.ANY);
    for (String text :
        List.of(
            "(".repeat(5_000) + "1" + ")".repeat(5_000),
            "[".repeat(3_000) + "]".repeat(3_000),
            "event" + ".a".repeat(4_000) + " == 1",
            "1" + " + 1".repeat(4_000) + " == 1",
            "true" + " && true".repeat(1_500),
            "'" + "x".repeat(20_000) + "' == ''")) {
      assertThat(faults(text, declarations, FieldType.BOOL)).isNotEmpty();
    }
  }

  @Test
  void one_program_serves_many_threads() {
    Declarations declarations = Expressions.event(FieldType.ANY);
    Compiled compiled =
        compiled(
            "event.l.exists(x, x == event.n) && event.t.matches('^n[0-9]+$') && event.z > 1",
            declarations,
            FieldType.BOOL);
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(i -> {
          Map<String, Object> event = new HashMap<>();
          event.put("n", (long) i);
          event.put("t", "n" + i);
          event.put("l", List.of(-1L, (long) (i % 2 == 0 ? i : -2)));
          if (i % 3 == 0) {
            event.put("z", 2L);
          }
          Verdict verdict = compiled.test(Bindings.of(declarations, Map.of("event", event)));
          boolean right =
              i % 2 != 0
                  ? verdict instanceof Verdict.False
                  : i % 3 == 0
                      ? verdict instanceof Verdict.True
                      : verdict.equals(Expressions.unknown("event.z"));
          if (!right) {
            wrong.add(i + ": " + verdict);
          }
        });
    assertThat(Collections.unmodifiableCollection(wrong)).isEmpty();
  }
}
