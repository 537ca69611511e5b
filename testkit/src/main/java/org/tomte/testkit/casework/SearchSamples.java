package org.tomte.testkit.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.setting.CaseSettings;

/** Incidents of every sort, the same ones for the same seed: with and without each field. */
public final class SearchSamples {

  /** When the last of them changed, or later. */
  public static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  /** Texts that trip over quoting, patterns, case, order and length. */
  static final List<String> TEXTS =
      List.of(
          "invoice",
          "Invoice",
          "INVOICE.js",
          "it's",
          "100%",
          "100 %",
          "a_b",
          "axb",
          "back\\slash",
          "back\\\\slash",
          "😀 grin",
          "\uFFFDbefore the emoji",
          "zebra",
          "Ärger",
          "ärger",
          "ÄRGER",
          "straße",
          "STRASSE",
          "İstanbul",
          "istanbul",
          "ſsK",
          "SSK",
          "ssk",
          "𐐀 deseret",
          "𐐨 deseret",
          "new\nline",
          "$1^[a]{2}(b)|*+?.",
          "?&:name ::text",
          " ",
          "a".repeat(99) + "1",
          "a".repeat(100) + "1",
          "a".repeat(100) + "2");

  static final List<String> PEOPLE = List.of("ada", "Ada", "grace", "o'brien", "b".repeat(150));
  static final List<String> TAGS = List.of("vip", "VIP", "night", "a\"b", "it's", "{x}", "😀");
  static final List<Object> NUMBERS =
      List.of(
          0L,
          1L,
          -3L,
          5L,
          2.5,
          0.1,
          -0.3,
          9007199254740993L,
          Long.MAX_VALUE,
          1.2345678901234568E25,
          1e-7);

  private final CaseworkFixture fixture;
  private final Random random;

  /** Samples in a store. */
  public SearchSamples(CaseworkStore store, long seed) {
    this.fixture = new CaseworkFixture(store);
    this.random = new Random(seed);
    fixture.settings = settings();
  }

  /** What the team of the samples set. */
  public static CaseSettings settings() {
    return CaseSettings.of(
        CaseSettings.STANDARD.workflow(),
        List.of(
            CustomField.of("note", "text", List.of(), "A text."),
            CustomField.of("score", "number", List.of(), "A number."),
            CustomField.of("done", "checkbox", List.of(), "A checkbox."),
            CustomField.of("day", "date", List.of(), "A date."),
            CustomField.of("seen", "time", List.of(), "A time."),
            CustomField.of("effort", "interval", List.of(), "An interval."),
            CustomField.of("color", "choice", List.of("red", "green"), "A choice."),
            CustomField.of("teams", "choices", List.of("soc", "cert"), "Choices."),
            CustomField.of("labels", "tags", List.of(), "Tags."),
            CustomField.of("address", "ip", List.of(), "An address.")),
        List.of(),
        List.of(),
        CaseSettings.STANDARD.own());
  }

  /** Makes incidents, some changed, closed and reopened; gives their numbers in order. */
  public List<Long> incidents(int count) {
    List<Long> numbers = new ArrayList<>();
    List<Long> parents = new ArrayList<>();
    fixture.now = NOW.minus(Duration.ofDays(20));
    for (int i = 0; i < count; i++) {
      Incident incident = fixture.open(cause(), fields(parents));
      numbers.add(incident.number());
      if (!Boolean.TRUE.equals(incident.fields().get("restricted"))) {
        parents.add(incident.number()); // others may not name it
      }
      int fate = random.nextInt(6);
      pass();
      if (fate == 0) {
        fixture.doing(fixture.byPerson, c -> c.close(incident.number(), "benign", null, false));
      } else if (fate == 1) {
        fixture.doing(fixture.byPerson, c -> c.close(incident.number(), "true", "yes", false));
        pass();
        fixture.doing(fixture.byPerson, c -> c.reopen(incident.number()));
      } else if (fate == 2) {
        fixture.doing(fixture.byPerson, c -> c.setPhase(incident.number(), "recovery", false));
      }
    }
    return numbers;
  }

  private void pass() {
    if (random.nextInt(4) > 0) {
      fixture.now = fixture.now.plusMillis(random.nextInt(3_000_000));
    }
  }

  private Cause cause() {
    return switch (random.nextInt(3)) {
      case 0 -> fixture.byPerson;
      case 1 -> new Cause.Import("mails");
      default -> Cause.Daemon.of(7, null, random.nextBoolean() ? "rule" : null);
    };
  }

  private Map<String, @Nullable Object> fields(List<Long> before) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    maybe(fields, "title", TEXTS);
    maybe(fields, "description", TEXTS);
    maybe(fields, "reference", TEXTS);
    maybe(fields, "team", TEXTS);
    maybe(fields, "owner", PEOPLE);
    maybe(fields, "severity", List.of("critical", "high", "low"));
    maybe(fields, "restricted", List.of(true, false));
    fields.put("visibleTo", List.of("ada"));
    maybe(fields, "starttime", List.of("2026-11-24T01:02:03.456789Z", "2026-11-25T00:00:00Z"));
    maybe(fields, "custom.note", TEXTS);
    maybe(fields, "custom.score", NUMBERS);
    maybe(fields, "custom.done", List.of(true, false));
    maybe(fields, "custom.day", List.of("2026-11-24", "2026-02-01"));
    maybe(fields, "custom.seen", List.of("2026-11-24T01:02:03.5Z", "2026-11-25T00:00:00+01:00"));
    maybe(fields, "custom.effort", List.of(90L, 3_600L, -5L));
    maybe(fields, "custom.color", List.of("red", "green"));
    maybe(fields, "custom.address", List.of("192.0.2.1", "2001:db8::1"));
    some(fields, "tags", TAGS);
    some(fields, "investigators", PEOPLE);
    some(fields, "custom.labels", TAGS);
    some(fields, "custom.teams", List.of("soc", "cert"));
    if (!before.isEmpty()) {
      maybe(fields, "parent", before);
    }
    return fields;
  }

  private void maybe(Map<String, @Nullable Object> fields, String name, List<?> values) {
    if (random.nextInt(3) > 0) {
      fields.put(name, values.get(random.nextInt(values.size())));
    }
  }

  private void some(Map<String, @Nullable Object> fields, String name, List<String> values) {
    if (random.nextInt(3) > 0) {
      fields.put(name, values.stream().filter(_ -> random.nextInt(3) == 0).toList());
    }
  }
}
