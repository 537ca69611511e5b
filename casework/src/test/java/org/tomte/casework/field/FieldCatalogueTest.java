package org.tomte.casework.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.casework.change.ObjectKind;

class FieldCatalogueTest {

  private final FieldCatalogue catalogue =
      FieldCatalogue.with(
          List.of(
              CustomField.of("due", "date", List.of(), "When it is due"),
              CustomField.of("vip", "checkbox", List.of(), "Whether a VIP is concerned"),
              CustomField.of("zone", "choice", List.of("DMZ", "Office"), "Where"),
              CustomField.of("cost", "number", List.of(), "What it costs")));

  @Test
  void everyFieldHasADescription() {
    for (ObjectKind kind : ObjectKind.values()) {
      assertThat(catalogue.fields(kind))
          .isNotEmpty()
          .allSatisfy(field -> assertThat(field.description()).isNotBlank());
    }
  }

  @Test
  void anUnknownTargetIsToldWithTheNearestName() {
    assertThat(catalogue.targetFault(ObjectKind.INCIDENT, "serverity").orElseThrow())
        .contains("incident has no field 'serverity'; did you mean 'severity'?");
    assertThat(catalogue.targetFault(ObjectKind.TRIAGE_EVENT, "phase").orElseThrow())
        .contains("triage-event has no field 'phase'")
        .doesNotContain("did you mean");
    assertThat(catalogue.targetFault(ObjectKind.INCIDENT, "custom.cots").orElseThrow())
        .contains("did you mean 'custom.cost'?");
    assertThat(catalogue.targetFault(ObjectKind.INCIDENT, "closingNote").orElseThrow())
        .contains("cannot be set");
    assertThat(catalogue.targetFault(ObjectKind.INCIDENT, "custom.cost")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "severity, Critical, critical",
    "severity, ' INFO ', info",
    "phase, Post-Incident, post-incident",
    "starttime, 2026-11-25T03:17:00.1234567+05:45, 2026-11-24T21:32:00.123456Z",
    "starttime, 2026-11-25T03:17:00Z, 2026-11-25T03:17:00Z",
    "link, https://siem.example/a?b=c, https://siem.example/a?b=c",
    "custom.due, 2026-02-28, 2026-02-28",
    "custom.zone, dmz, DMZ",
    "title, 007, 007",
  })
  void valuesAreBroughtIntoTheirNormalForm(String field, String written, String stored) {
    assertThat(value(field, written)).isEqualTo(stored);
  }

  @Test
  void numbersKeepTheirValueAndHaveOneForm() {
    assertThat(value("custom.cost", "17")).isEqualTo(17L);
    assertThat(value("custom.cost", 17.0)).isEqualTo(17L);
    assertThat(value("custom.cost", new BigDecimal("2.50"))).isEqualTo(2.5);
    assertThat(value("custom.cost", "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(value("custom.cost", "9223372036854775808")).isEqualTo(0x1p63);
    assertThat(value("parent", 12)).isEqualTo(12L);
    assertThat(value("title", new BigDecimal("1E+3"))).isEqualTo("1000");
  }

  @Test
  void listsAreTextsWithoutRepetition() {
    assertThat(value("tags", Arrays.asList(" a ", null, 7L, "a", ""))).isEqualTo(List.of("a", "7"));
    assertThat(value("tags", "one")).isEqualTo(List.of("one"));
  }

  @ParameterizedTest
  @CsvSource({
    "severity, sev1, critical",
    "status, closd, did you mean 'closed'?",
    "starttime, 2026-11-25 03:17, RFC 3339",
    "starttime, 2026-02-30T00:00:00Z, RFC 3339",
    "link, javascript:alert(1), http://",
    "link, https:relative, http://",
    "custom.due, 25.11.2026, 2026-11-25",
    "custom.vip, yes, neither true nor false",
    "custom.cost, 1e999999999, not a number",
    "custom.cost, NaN, not a number",
    "parent, 1.5, whole number",
    "parent, 99999999999999999999, whole number",
  })
  void aValueThatDoesNotFitIsToldWithWhatWouldBeValid(String field, String written, String words) {
    Checked checked = catalogue.check(ObjectKind.INCIDENT, Map.of(field, written));
    assertThat(checked.valid()).isFalse();
    assertThat(checked.reason())
        .contains("field '" + field + "'")
        .contains("'" + written + "'")
        .contains(words);
  }

  @Test
  void aListOrAnObjectIsNoSingleValue() {
    assertThat(reason("title", List.of("a", "b"))).contains("is a list of 2");
    assertThat(reason("title", Map.of("k", "v"))).contains("is an object with [k]");
    assertThat(reason("tags", List.of(List.of("a")))).contains("single values");
  }

  @Test
  void aTextThatIsTooLongIsShownCut() {
    String reason = reason("title", "x".repeat(1_001));
    assertThat(reason).contains("1001 characters").contains("at most 1000").hasSizeLessThan(250);
  }

  @Test
  void everyFaultIsToldAtOnce() {
    Checked checked =
        catalogue.check(ObjectKind.INCIDENT, Map.of("severity", "x", "titel", "y", "phase", "z"));
    assertThat(checked.faults()).hasSize(3);
  }

  @Test
  void nullAndEmptyTextEmptyAField() {
    Map<String, @Nullable Object> fields = new HashMap<>(Map.of("owner", "", "title", "t"));
    fields.put("team", null);
    Checked checked = catalogue.check(ObjectKind.INCIDENT, fields);
    assertThat(checked.cleared()).containsExactly("owner", "team");
    assertThat(checked.values().names()).containsExactly("title");
  }

  @Test
  void aHostileNumberOrWordTakesNoTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertThat(reason("custom.cost", "9".repeat(1_000_000))).contains("not a number");
          assertThat(reason("severity", "h".repeat(1_000_000))).contains("not one of");
          assertThat(reason("h".repeat(1_000_000), "x")).contains("has no field");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cost", "1st", "", "a-b", "x.y"})
  void aCustomFieldHasASimpleName(String name) {
    assertThatThrownBy(() -> CustomField.of(name, "text", List.of(), ""))
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void aCustomFieldHasAKnownType() {
    assertThatThrownBy(() -> CustomField.of("a", "nubmer", List.of(), ""))
        .hasMessageContaining("did you mean 'number'?");
    assertThatThrownBy(() -> CustomField.of("a", "choice", List.of(), ""))
        .hasMessageContaining("choice and choices need some");
  }

  private Object value(String field, Object written) {
    Checked checked = catalogue.check(ObjectKind.INCIDENT, Map.of(field, written));
    assertThat(checked.reason()).isEmpty();
    return Objects.requireNonNull(checked.values().get(field));
  }

  private String reason(String field, Object written) {
    return catalogue.check(ObjectKind.INCIDENT, Map.of(field, written)).reason();
  }
}
