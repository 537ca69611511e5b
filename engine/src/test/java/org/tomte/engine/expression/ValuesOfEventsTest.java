package org.tomte.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tomte.engine.expression.Expressions.no;
import static org.tomte.engine.expression.Expressions.test;
import static org.tomte.engine.expression.Expressions.value;
import static org.tomte.engine.expression.Expressions.yes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tomte.api.FieldType;

class ValuesOfEventsTest {

  @Test
  void a_time_is_kept_as_text_and_seen_as_an_instant() {
    FieldType type =
        FieldType.closed()
            .with("t", FieldType.TIME)
            .with("many", FieldType.listOf(FieldType.TIME))
            .with("deep", FieldType.listOf(FieldType.closed().with("at", FieldType.TIME)));
    Map<String, Object> event =
        Map.of(
            "t", "2026-11-25T04:17:00+01:00",
            "many", List.of("2026-01-01T00:00:00Z", "2026-01-02T00:00:00.5Z"),
            "deep", List.of(Map.of("at", "2026-01-01T00:00:00Z")));
    assertThat(test("event.t == timestamp('2026-11-25T03:17:00Z')", type, event)).isEqualTo(yes());
    assertThat(test("max(event.many) == timestamp('2026-01-02T00:00:00.5Z')", type, event))
        .isEqualTo(yes());
    assertThat(test("timestamp('2026-01-01T00:00:00Z') in event.many", type, event))
        .isEqualTo(yes());
    assertThat(test("event.deep.all(d, d.at < event.t)", type, event)).isEqualTo(yes());
    assertThat(value("event.t", type, event))
        .isEqualTo(new Evaluated.Value("2026-11-25T03:17:00Z"));
    assertThat(value("event.t - event.many[0]", type, event))
        .isEqualTo(new Evaluated.Value("28351020s"));
    assertThat(test("event.t == event.t", type, Map.of("t", "yesterday")))
        .isEqualTo(new Failed("event.t is 'yesterday', not a time such as 2026-11-25T03:17:00Z"));
  }

  @Test
  void large_whole_numbers_are_exact() {
    long odd = (1L << 53) + 1;
    Map<String, Object> event = Map.of("n", odd, "d", (double) (1L << 53), "max", Long.MAX_VALUE);
    assertThat(value("event.n", event)).isEqualTo(new Evaluated.Value(odd));
    assertThat(test("event.n == 9007199254740993 && event.n != 9007199254740992", event))
        .isEqualTo(yes());
    assertThat(test("event.n > event.d && event.n != event.d", event)).isEqualTo(yes());
    assertThat(test("event.max < 9223372036854775808.0", event)).isEqualTo(yes());
  }

  @Test
  void numbers_of_other_java_types_are_seen_as_json_numbers() {
    Map<String, Object> event =
        Map.of(
            "i",
            7,
            "f",
            1.5f,
            "big",
            new BigInteger("9223372036854775807"),
            "huge",
            BigInteger.TWO.pow(80),
            "dec",
            new BigDecimal("2.5"),
            "l",
            List.of(1, 2));
    assertThat(test("event.i + 1 == 8 && event.f == 1.5 && event.dec > 2", event)).isEqualTo(yes());
    assertThat(test("event.big == 9223372036854775807 && event.huge > event.big", event))
        .isEqualTo(yes());
    assertThat(test("2 in event.l && event.l == [1, 2] && sum(event.l) == 3", event))
        .isEqualTo(yes());
  }

  @Test
  void declared_numbers_are_what_they_are_declared_as() {
    FieldType type = FieldType.closed().with("w", FieldType.WHOLE).with("d", FieldType.DECIMAL);
    Map<String, Object> event = Map.of("w", 7.0, "d", 7L);
    assertThat(value("event.w + 1", type, event)).isEqualTo(new Evaluated.Value(8L));
    assertThat(value("event.d / 2.0", type, event)).isEqualTo(new Evaluated.Value(3.5));
  }

  @Test
  void different_types_are_not_equal_and_text_is_ordered_by_code_point() {
    Map<String, Object> event = Map.of("a", "5", "u", "\uFF5E", "s", "\uD83D\uDE00");
    assertThat(test("event.a == 5", event)).isEqualTo(no());
    assertThat(test("event.u < event.s", event)).isEqualTo(yes());
    assertThat(test("double('NaN') < 1.0 || double('NaN') >= 1.0", event)).isEqualTo(no());
  }

  @Test
  void objects_and_lists_come_out_plain() {
    Map<String, Object> inner = new HashMap<>();
    inner.put("a", null);
    inner.put("b", 1);
    Map<String, Object> event = Map.of("o", inner, "l", List.of(inner, "x"));
    Map<String, Object> plain = new HashMap<>();
    plain.put("a", null);
    plain.put("b", 1L);
    assertThat(value("event.o", event)).isEqualTo(new Evaluated.Value(plain));
    assertThat(value("[event.l[0], event.o.b, {'k': event.l[1]}]", event))
        .isEqualTo(new Evaluated.Value(List.of(plain, 1L, Map.of("k", "x"))));
    assertThat(value("duration('1m30s')", event)).isEqualTo(new Evaluated.Value("90s"));
    assertThat(value("event.?o", event)).isEqualTo(new Evaluated.Value(plain));
    assertThat(value("event.?nothing", event)).isEqualTo(new Evaluated.Value(null));
  }

  @Test
  void an_event_can_be_gone_through_like_a_map() {
    Map<String, Object> event = Map.of("a", 1L, "b-c", 2L);
    assertThat(test("dyn(event).exists(k, k == 'b-c') && size(event) == 2", event))
        .isEqualTo(yes());
    assertThat(test("event['b-c'] == 2 && 'a' in event && !('z' in event)", event))
        .isEqualTo(yes());
    assertThat(test("event == {'a': 1, 'b-c': 2}", event)).isEqualTo(yes());
  }

  @Test
  void several_variables_are_bound() {
    Declarations declarations =
        Declarations.none()
            .with("event", FieldType.open())
            .with("now", FieldType.TIME)
            .with("inputs", FieldType.closed().with("vips", FieldType.listOf(FieldType.TEXT)));
    Compiled compiled =
        Expressions.compiled(
            "event.user in inputs.vips && now > timestamp('2026-01-01T00:00:00Z')",
            declarations,
            FieldType.BOOL);
    Bindings bindings =
        Bindings.of(
            declarations,
            Map.of(
                "event", Map.of("user", "ceo"),
                "inputs", Map.of("vips", List.of("ceo")),
                "now", Instant.parse("2026-11-25T03:17:00Z")));
    assertThat(compiled.test(bindings)).isEqualTo(yes());
    assertThatThrownBy(() -> Bindings.of(declarations, Map.of("evnt", Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("evnt")
        .hasMessageContaining("event");
  }

  @Test
  void a_variable_that_is_no_time_is_refused_when_it_is_bound() {
    Declarations declarations = Declarations.none().with("now", FieldType.TIME);
    assertThatThrownBy(() -> Bindings.of(declarations, Map.of("now", "soon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("now is 'soon', not a time such as 2026-11-25T03:17:00Z");
  }

  @Test
  void tables_are_looked_up() {
    assertThat(value("lookup('owners', event.h)", Map.of("h", "web-1")))
        .isEqualTo(new Evaluated.Value("alice"));
    assertThat(value("lookup('owners', event.h).team", Map.of("h", "db-1")))
        .isEqualTo(new Evaluated.Value("dba"));
    assertThat(value("lookup('owners', event.h, 'nobody')", Map.of("h", "x")))
        .isEqualTo(new Evaluated.Value("nobody"));
    assertThat(value("lookup('owners', event.h)", Map.of("h", "x")))
        .isEqualTo(new Evaluated.Value(null));
    assertThat(test("lookup(event.t, 'x') == 'y'", Map.of("t", "none")))
        .isEqualTo(new Failed("there is no look-up table 'none'; there are [owners]"));
  }

  @Test
  void a_time_that_a_pattern_does_not_read_is_told_with_one_that_does() {
    assertThat(value("parseTime(event.t, 'yyyy-MM-dd', 'UTC')", Map.of("t", "25.11.2026 03:17")))
        .isEqualTo(
            new Failed(
                "'25.11.2026 03:17' is no time in the pattern 'yyyy-MM-dd'; 'dd.MM.yyyy HH:mm'"
                    + " would read it"));
  }
}
