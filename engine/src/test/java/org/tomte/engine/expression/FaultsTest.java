package org.tomte.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.engine.expression.Expressions.compiled;
import static org.tomte.engine.expression.Expressions.faults;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.api.FieldType;

class FaultsTest {

  private static final FieldType.Fields USER =
      FieldType.closed()
          .with("name", FieldType.TEXT)
          .with("groups", FieldType.listOf(FieldType.TEXT));

  private static final FieldType.Fields EVENT =
      FieldType.closed()
          .with("n", FieldType.WHOLE)
          .with("score", FieldType.DECIMAL)
          .with("subject", FieldType.TEXT)
          .with("seen", FieldType.TIME)
          .with("user", USER)
          .with("users", FieldType.listOf(USER))
          .with("headers", FieldType.open());

  private static final Declarations DECLARED =
      Declarations.none()
          .with("event", EVENT)
          .with("inputs", FieldType.closed().with("vips", FieldType.listOf(FieldType.TEXT)))
          .with("now", FieldType.TIME);

  private static ExpressionFault only(String text) {
    List<ExpressionFault> faults = faults(text, DECLARED, FieldType.BOOL);
    assertThat(faults).as(text).hasSize(1);
    return faults.getFirst();
  }

  @Test
  void a_number_compared_with_a_text_is_a_fault_at_its_place() {
    ExpressionFault fault = only("event.n == \"5\"");
    assertThat(fault.line()).isEqualTo(1);
    assertThat(fault.column()).isEqualTo(9);
    assertThat(fault.message()).isEqualTo("'==' does not work on a whole number and text");
  }

  @Test
  void an_unknown_function_is_told_with_the_right_word() {
    ExpressionFault fault = only("true &&\n  event.subject.contians('x')");
    assertThat(fault.line()).isEqualTo(2);
    assertThat(fault.suggestion()).isEqualTo("contains");
  }

  @Test
  void an_unknown_variable_is_told_with_the_right_word_and_the_valid_ones() {
    ExpressionFault fault = only("evnt.n == 5");
    assertThat(fault.suggestion()).isEqualTo("event");
    assertThat(fault.column()).isEqualTo(1);
    assertThat(fault.message()).contains("event, inputs, now");
  }

  @Test
  void an_unknown_field_of_a_closed_record_is_a_fault() {
    assertThat(only("event.subjct == 'x'").suggestion()).isEqualTo("subject");
    assertThat(only("event.user.nam == 'x'").suggestion()).isEqualTo("name");
    assertThat(only("event.users.exists(u, u.nme == 'x')").suggestion()).isEqualTo("name");
    assertThat(only("event['subjct'] == 'x'").suggestion()).isEqualTo("subject");
    assertThat(only("has(event.usr)").suggestion()).isEqualTo("user");
    assertThat(only("event.user.nothinglike == 'x'").message()).contains("valid are name, groups");
  }

  @Test
  void every_fault_is_told_at_once() {
    List<ExpressionFault> faults =
        faults(
            "evnt.n == 5 && event.subjct == 'x' &&\n event.n == 'y' && lwer('A') == 'a'",
            DECLARED,
            FieldType.BOOL);
    assertThat(faults).hasSize(4);
    assertThat(faults).extracting(ExpressionFault::line).containsExactly(1, 1, 2, 2);
  }

  @Test
  void fields_of_open_records_may_be_anything() {
    compiled(
        "event.headers['x-spam'] == 'yes' && 'list-id' in event.headers", DECLARED, FieldType.BOOL);
    FieldType open = FieldType.open().with("n", FieldType.WHOLE);
    compiled("event.other.thing > 5 && event.n > 5", Expressions.event(open), FieldType.BOOL);
    assertThat(faults("event.n == 'x'", Expressions.event(open), FieldType.BOOL)).hasSize(1);
  }

  @Test
  void what_a_record_has_can_be_asked() {
    compiled(
        "'subject' in event && size(event) > 2 && has(event.user.name)", DECLARED, FieldType.BOOL);
    compiled(
        "event.n == null && event.users != null && event.user == null", DECLARED, FieldType.BOOL);
  }

  @Test
  void the_type_of_the_result_is_checked() {
    assertThat(only("event.n").message())
        .isEqualTo("the result must be true or false, but it is a whole number");
    assertThat(faults("event.n > 5", DECLARED, FieldType.TEXT).getFirst().message())
        .isEqualTo("the result must be text, but it is true or false");
    compiled("event.subject", DECLARED, FieldType.TEXT);
    compiled("event.users.map(u, u.name)", DECLARED, FieldType.listOf(FieldType.TEXT));
  }

  @Test
  void times_are_times_and_numbers_numbers() {
    compiled("now - event.seen > duration('1h') && event.seen < now", DECLARED, FieldType.BOOL);
    compiled("event.score >= 7 && event.n >= 6.5", DECLARED, FieldType.BOOL);
    assertThat(only("event.seen > 5").message()).contains("a time and a whole number");
    assertThat(only("event.subject.inNetwork(5)").message()).contains("inNetwork does not take");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.subject.matches('[')",
        "event.subject.matches('(a{1000}){1000}')",
        "event.subject.inNetwork('10.0.0.0/33')",
        "lookup('ownrs', event.subject) == 'x'",
        "event.seen.hourIn('Europe/Berln') == 5",
        "formatTime(now, 'yyyy-QQQQQQQ', 'UTC') == ''",
        "now > now - duration('5 minutes')",
        "event.n == 5u",
        "b'abc' == b'abc'",
        "event.n ==",
        "event.n == 5)",
        "'unclosed",
        "",
        "event.",
        "event.subject.name == 'x'",
        "5.exists(x, x > 1)",
        "has(event)",
        "event.users.exists(u.name, true)",
        "google.protobuf.Timestamp{seconds: 1} == now",
        "type(event.n) == int",
        "uint(5) == 5"
      })
  void what_cannot_work_is_refused_at_save(String text) {
    List<ExpressionFault> faults = faults(text, DECLARED, FieldType.BOOL);
    assertThat(faults).isNotEmpty();
    assertThat(faults)
        .allSatisfy(fault -> {
          assertThat(fault.line()).isPositive();
          assertThat(fault.column()).isPositive();
          assertThat(fault.message()).isNotBlank().doesNotContain("Exception", "\n");
        });
  }

  @Test
  void the_fields_that_an_expression_reads_are_known() {
    assertThat(
            compiled("event.user.name == 'x' && event.n > 5 && now > now", DECLARED, FieldType.BOOL)
                .reads())
        .containsExactlyInAnyOrder("event.user.name", "event.n", "now");
  }
}
