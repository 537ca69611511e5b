package org.tomte.casework.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.casework.change.ObjectKind;

class FormulaTest {

  private static CustomField calculation(String name, String formula) {
    return new CustomField(
        name,
        CustomField.CALCULATION,
        name,
        "calculated",
        List.of(),
        Formula.parse(formula),
        CustomField.KINDS,
        false);
  }

  private static CustomField field(String name, String type) {
    return CustomField.of(name, type, List.of(), "given");
  }

  private final FieldValues values =
      FieldValues.of(
          Map.of(
              "starttime",
              "2026-11-25T03:00:00Z",
              "custom.notified",
              "2026-11-25T04:30:30Z",
              "custom.allowed",
              5_400L,
              "custom.cost",
              2.5,
              "custom.hosts",
              4L));

  private FieldValues calculated(CustomField... calculations) {
    List<CustomField> all =
        new java.util.ArrayList<>(
            List.of(
                field("notified", "time"),
                field("allowed", "interval"),
                field("cost", "number"),
                field("hosts", "number"),
                field("empty", "time")));
    all.addAll(List.of(calculations));
    return FieldCatalogue.with(all).calculated(ObjectKind.INCIDENT, values);
  }

  @ParameterizedTest
  @CsvSource({
    "starttime + custom.allowed, 2026-11-25T04:30:00Z",
    "custom.allowed + starttime, 2026-11-25T04:30:00Z",
    "starttime - 1d2h, 2026-11-24T01:00:00Z",
    "custom.notified - starttime, 5430",
    "starttime - custom.notified, -5430",
    "custom.notified - starttime - custom.allowed, 30",
    "(custom.notified - starttime) / custom.allowed, 1.005555555555556",
    "custom.cost * custom.hosts, 10",
    "custom.cost + custom.hosts * 2, 10.5",
    "custom.allowed * 2, 10800",
    "2 * custom.allowed / 3, 3600",
    "custom.allowed / 1h, 1.5",
    "10 - 4 - 3, 3"
  })
  void calculatesTimesSpansAndNumbers(String formula, String expected) {
    assertThat(calculated(calculation("x", formula)).text("custom.x")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "custom.empty + 1h",
    "custom.hosts / (custom.hosts - 4)",
    "starttime + custom.allowed * 1000000000000000"
  })
  void isEmptyWhereThereIsNothingToCalculate(String formula) {
    assertThat(calculated(calculation("x", formula)).get("custom.x")).isNull();
  }

  @Test
  void oneCalculationMayUseAnother() {
    FieldValues result =
        calculated(
            calculation("late", "custom.notified - custom.due"),
            calculation("due", "starttime + custom.allowed"));
    assertThat(result.text("custom.due")).isEqualTo("2026-11-25T04:30:00Z");
    assertThat(result.get("custom.late")).isEqualTo(30L);
  }

  @Test
  void whatCannotBeCalculatedIsToldWhenItIsDefined() {
    assertThatThrownBy(() -> calculated(calculation("x", "starttime + starttime")))
        .hasMessage("the formula has a time + a time, which do not go together");
    assertThatThrownBy(() -> calculated(calculation("x", "strattime + 1h")))
        .hasMessageContaining("'strattime', which is no field");
    assertThatThrownBy(() -> calculated(calculation("x", "title + 1h")))
        .hasMessageContaining("'title', which holds no time");
    assertThatThrownBy(
            () -> calculated(calculation("a", "custom.b + 1h"), calculation("b", "custom.a + 1h")))
        .hasMessageContaining("custom.a, custom.b are calculated from each other in a circle");
  }

  @ParameterizedTest
  @CsvSource({
    "starttime +, 12, a field",
    "(starttime, 11, closing parenthesis",
    "starttime 1h, 11, operator",
    "1.2.3, 1, a number such as",
    "5x, 1, a number such as",
    "'', 1, a field"
  })
  void aFormulaThatIsNoneIsToldWithItsPlace(String formula, int place, String expected) {
    assertThatThrownBy(() -> Formula.parse(formula))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("character " + place + ":")
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "interval, 1h30m, 5400",
    "interval, PT4H, 14400",
    "interval, -90, -90",
    "email, Ann.Lee@EXAMPLE.com, Ann.Lee@example.com",
    "ip, 2001:DB8:0:0::1, 2001:db8::1",
    "hash, D41D8CD98F00B204E9800998ECF8427E, d41d8cd98f00b204e9800998ecf8427e",
    "color, F80, #ff8800",
    "file-name, ' invoice.pdf ', invoice.pdf",
    "time-zone, Europe/Berlin, Europe/Berlin"
  })
  void specialTypesKeepOneForm(String type, String written, String expected) {
    FieldCatalogue catalogue = FieldCatalogue.with(List.of(field("x", type)));
    Checked checked = catalogue.check(ObjectKind.INCIDENT, Map.of("custom.x", written));
    assertThat(checked.faults()).isEmpty();
    assertThat(checked.values().text("custom.x")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "interval, soon",
    "email, ann",
    "email, a b@example.com",
    "ip, 192.0.2.300",
    "hash, abc",
    "color, red",
    "file-name, ../x",
    "time-zone, Berlin"
  })
  void specialTypesRefuseOthers(String type, String written) {
    FieldCatalogue catalogue = FieldCatalogue.with(List.of(field("x", type)));
    assertThat(catalogue.check(ObjectKind.INCIDENT, Map.of("custom.x", written)).faults())
        .singleElement()
        .asString()
        .contains("'" + written + "' is not ");
  }

  @Test
  void severalChoicesStandInTheirOrder() {
    FieldCatalogue catalogue =
        FieldCatalogue.with(
            List.of(CustomField.of("x", "choices", List.of("Red", "Green", "Blue"), "given")));
    assertThat(
            catalogue
                .check(ObjectKind.TASK, Map.of("custom.x", List.of("blue", "RED", "blue")))
                .values()
                .texts("custom.x"))
        .containsExactly("Red", "Blue");
    assertThat(catalogue.check(ObjectKind.TASK, Map.of("custom.x", List.of("gren"))).faults())
        .singleElement()
        .asString()
        .contains("did you mean 'Green'?");
  }
}
