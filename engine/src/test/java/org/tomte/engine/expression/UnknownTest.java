package org.tomte.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.engine.expression.Expressions.no;
import static org.tomte.engine.expression.Expressions.test;
import static org.tomte.engine.expression.Expressions.unknown;
import static org.tomte.engine.expression.Expressions.value;
import static org.tomte.engine.expression.Expressions.yes;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.api.FieldType;

class UnknownTest {

  private static final Map<String, Object> EMPTY = Map.of();

  private static Map<String, Object> withNull(String name) {
    Map<String, Object> event = new HashMap<>();
    event.put(name, null);
    return event;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "true || event.x == 1; true",
        "event.x == 1 || true; true",
        "false || event.x == 1; unknown",
        "event.x == 1 || false; unknown",
        "true && event.x == 1; unknown",
        "event.x == 1 && true; unknown",
        "false && event.x == 1; false",
        "event.x == 1 && false; false",
        "!(event.x == 1); unknown",
        "event.x == 1 || event.x == 1; unknown",
        "event.x == 1 ? true : true; unknown",
        "true ? true : event.x; true",
        "event.x; unknown",
        "event.x.y.z == 1; unknown",
        "event.x > 5; unknown",
        "event.x + 1 == 2; unknown",
        "event.x.lower() == 'a'; unknown",
        "event.x[0] == 1; unknown",
        "event.x.exists(i, i == 1); unknown",
        "event.x in [1]; unknown",
        "size(event.x) == 0; unknown",
        "[event.x] == [1]; unknown",
        "int(event.x) == 1; unknown"
      })
  void an_absent_field_is_unknown(String text, String expected) {
    Verdict verdict = test(text, EMPTY);
    switch (expected) {
      case "true" -> assertThat(verdict).isEqualTo(yes());
      case "false" -> assertThat(verdict).isEqualTo(no());
      default -> {
        assertThat(verdict).isInstanceOf(Unknown.class);
        assertThat(((Unknown) verdict).fields()).allMatch(name -> name.startsWith("event.x"));
      }
    }
  }

  @Test
  void the_names_of_all_absent_fields_that_matter_are_told_once_and_sorted() {
    assertThat(test("event.b == 1 || event.a.c == 2 || event.b == 3", EMPTY))
        .isEqualTo(unknown("event.a.c", "event.b"));
    assertThat(test("event.a == 1 && event.b == 2", Map.of("a", 1L))).isEqualTo(unknown("event.b"));
  }

  @Test
  void presence_tests_are_never_unknown() {
    assertThat(test("has(event.a)", EMPTY)).isEqualTo(no());
    assertThat(test("has(event.a.b.c)", EMPTY)).isEqualTo(no());
    assertThat(test("has(event.a.b)", Map.of("a", Map.of("b", 1L)))).isEqualTo(yes());
    assertThat(test("has(event.a.b)", Map.of("a", "text"))).isEqualTo(no());
    assertThat(test("!has(event.a.b) && true", Map.of("a", 5L))).isEqualTo(yes());
    assertThat(test("has(event['a-b'])", Map.of("a-b", 1L))).isEqualTo(yes());
    assertThat(test("has(event['a-b'].c)", EMPTY)).isEqualTo(no());
    assertThat(test("'x' in event.map", EMPTY)).isEqualTo(no());
    assertThat(test("'x' in event.map", Map.of("map", Map.of("x", 1L)))).isEqualTo(yes());
    assertThat(test("'x' in event.map.deep", Map.of("map", 7L))).isEqualTo(no());
    assertThat(test("!('x' in event.list)", EMPTY)).isEqualTo(yes());
    assertThat(test("'x' in event.map", withNull("map"))).isEqualTo(no());
    assertThat(test("has(event.a)", withNull("a"))).isEqualTo(yes());
    assertThat(test("has(event.a.b)", withNull("a"))).isEqualTo(no());
  }

  @Test
  void null_is_as_good_as_absent_where_a_value_is_needed() {
    Map<String, Object> event = withNull("a");
    assertThat(test("event.a == null", event)).isEqualTo(yes());
    assertThat(test("null != event.a", event)).isEqualTo(no());
    assertThat(test("event.a == 'x'", event)).isEqualTo(unknown("event.a"));
    assertThat(test("event.a != 'x'", event)).isEqualTo(unknown("event.a"));
    assertThat(test("event.a > 5", event)).isEqualTo(unknown("event.a"));
    assertThat(test("event.a.b == 5", event)).isEqualTo(unknown("event.a.b"));
    assertThat(test("event.a.lower() == ''", event)).isEqualTo(unknown("event.a"));
    assertThat(test("event.a == null", EMPTY)).isEqualTo(unknown("event.a"));
    assertThat(test("event.a == null", Map.of("a", "x"))).isEqualTo(no());
    assertThat(value("event.a", event)).isEqualTo(new Evaluated.Value(null));
  }

  @Test
  void a_field_of_a_text_or_a_number_is_absent() {
    assertThat(test("event.a.b == 5", Map.of("a", "text"))).isEqualTo(unknown("event.a.b"));
    assertThat(test("event.a.b == 5 || true", Map.of("a", 3L))).isEqualTo(yes());
    assertThat(test("event.l.exists(x, x.b == 5)", Map.of("l", List.of("t", Map.of("b", 5L)))))
        .isEqualTo(yes());
    assertThat(test("event.l.exists(x, x.b == 6)", Map.of("l", List.of("t", Map.of("b", 5L)))))
        .isEqualTo(unknown("event.l[].b"));
  }

  private static final Map<String, Object> ATTACHMENTS =
      Map.of(
          "attachments",
          List.of(
              Map.of("name", "a.js", "size", 10L), Map.of("name", "b.txt"), Map.of("size", 99L)));

  @Test
  void one_element_without_a_field_does_not_spoil_exists_and_all() {
    assertThat(test("event.attachments.exists(a, a.size > 50)", ATTACHMENTS)).isEqualTo(yes());
    assertThat(test("event.attachments.exists(a, a.size > 500)", ATTACHMENTS))
        .isEqualTo(unknown("event.attachments[].size"));
    assertThat(test("event.attachments.all(a, a.size > 50)", ATTACHMENTS)).isEqualTo(no());
    assertThat(test("event.attachments.all(a, a.size > 5)", ATTACHMENTS))
        .isEqualTo(unknown("event.attachments[].size"));
    assertThat(test("event.attachments.exists_one(a, a.size > 50)", ATTACHMENTS))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void filter_keeps_only_elements_for_which_the_condition_is_true() {
    assertThat(test("event.attachments.filter(a, a.size > 5).size() == 2", ATTACHMENTS))
        .isEqualTo(yes());
    assertThat(value("event.attachments.filter(a, a.size > 5).map(a, a.size)", ATTACHMENTS))
        .isEqualTo(new Evaluated.Value(List.of(10L, 99L)));
    assertThat(value("event.attachments.map(a, has(a.size), a.size)", ATTACHMENTS))
        .isEqualTo(new Evaluated.Value(List.of(10L, 99L)));
    assertThat(value("event.attachments.map(a, a.size)", ATTACHMENTS))
        .isEqualTo(unknown("event.attachments[].size"));
  }

  @Test
  void an_error_is_not_hidden_by_filter() {
    assertThat(test("event.l.filter(x, x > 5).size() == 0", Map.of("l", List.of("text"))))
        .isInstanceOf(Failed.class);
  }

  @Test
  void coalesce_and_optional_fields_choose_another_value() {
    assertThat(value("coalesce(event.a, event.b, 'c')", Map.of("b", "x")))
        .isEqualTo(new Evaluated.Value("x"));
    assertThat(value("coalesce(event.a, 'c')", withNull("a"))).isEqualTo(new Evaluated.Value("c"));
    assertThat(value("coalesce(event.a, event.b)", EMPTY)).isInstanceOf(Unknown.class);
    assertThat(value("event.?a.?b.orValue('c')", EMPTY)).isEqualTo(new Evaluated.Value("c"));
    assertThat(value("event.?a.?b.orValue('c')", Map.of("a", Map.of("b", "d"))))
        .isEqualTo(new Evaluated.Value("d"));
    assertThat(value("event.?a.orValue(5) + 1", Map.of("a", 7L)))
        .isEqualTo(new Evaluated.Value(8L));
  }

  @Test
  void an_index_out_of_range_is_absent() {
    Map<String, Object> event = Map.of("l", List.of("a"), "m", Map.of("k", "v"), "k", "k");
    assertThat(test("event.l[0] == 'a'", event)).isEqualTo(yes());
    assertThat(test("event.l[1] == 'a'", event)).isEqualTo(unknown("event.l[1]"));
    assertThat(test("event.l[-1] == 'a'", event)).isEqualTo(unknown("event.l[-1]"));
    assertThat(test("event.m[event.k] == 'v'", event)).isEqualTo(yes());
    assertThat(test("event.m['z'] == 'v'", event)).isEqualTo(unknown("event.m.z"));
  }

  @Test
  void a_variable_without_a_value_is_absent() {
    Declarations declarations =
        Declarations.none().with("event", FieldType.open()).with("incident", FieldType.open());
    Compiled compiled = Expressions.compiled("incident.title == 'x'", declarations, FieldType.BOOL);
    assertThat(compiled.test(Bindings.of(declarations, Map.of("event", Map.of()))))
        .isEqualTo(unknown("incident.title"));
  }

  @Test
  void null_elements_are_values() {
    Map<String, Object> event = Map.of("l", Arrays.asList(null, "a"));
    assertThat(test("null in event.l", event)).isEqualTo(yes());
    assertThat(test("'a' in event.l && size(event.l) == 2", event)).isEqualTo(yes());
    assertThat(test("event.l.exists(x, x == null)", event)).isEqualTo(yes());
  }
}
