package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.tomte.testkit.casework.CaseworkContract.map;
import static org.tomte.testkit.casework.CaseworkContract.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorEdit;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.casework.indicator.NewIndicator;
import org.tomte.casework.indicator.SeenIndicator;

/** What every store of the data layer must do for indicators. */
public abstract class IndicatorContract {

  private CaseworkFixture fixture;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
  }

  /** A name that no other test uses. */
  private IndicatorName name(String label) {
    return IndicatorName.read(
        IndicatorType.DOMAIN, label + ".d" + fixture.daemon + ".evil.example");
  }

  private List<Outcome<SeenIndicator>> see(Cause cause, NewIndicator... indicators) {
    return fixture.doing(cause, casework -> casework.seeIndicators(List.of(indicators)));
  }

  private SeenIndicator seen(Cause cause, String label, Map<String, @Nullable Object> fields) {
    return see(cause, NewIndicator.of(name(label), fields)).getFirst().orThrow();
  }

  private Indicator stored(String label) {
    IndicatorFilter filter = new IndicatorFilter(IndicatorType.DOMAIN, name(label).value(), null);
    return store().reader().indicators(filter, 0, 2).getFirst();
  }

  @Test
  void anIndicatorIsMadeOnceAndThenSeenAgain() {
    Instant first = fixture.now;
    SeenIndicator made =
        seen(fixture.byDaemon, "a", map("confidence", 60, "tlp", "TLP:AMBER", "sources", "feed"));
    fixture.now = fixture.now.plus(Duration.ofDays(1));
    SeenIndicator again = seen(fixture.byDaemon, "a", map("confidence", 60, "sources", "feed"));

    assertThat(made.isNew()).isTrue();
    assertThat(again.isNew()).isFalse();
    assertThat(again.changed()).as("seeing it again is no change of a field").isEmpty();
    assertThat(again.indicator().id()).isEqualTo(made.indicator().id());
    assertThat(stored("a")).isEqualTo(again.indicator());
    assertThat(stored("a").sightings()).isEqualTo(new Indicator.Sightings(first, fixture.now, 2));
    assertThat(stored("a").fields().asMap())
        .containsOnly(
            entry("confidence", 60L), entry("tlp", "amber"), entry("sources", List.of("feed")));
    List<Change> history = store().reader().history(made.indicator().ref());
    assertThat(history).extracting(Change::field).containsExactly(Change.CREATED);
    assertThat(history.getFirst().after())
        .isEqualTo(
            Map.of(
                "type",
                "domain",
                "value",
                name("a").value(),
                "confidence",
                60L,
                "tlp",
                "amber",
                "sources",
                List.of("feed")));
  }

  @Test
  void reportsInOneBatchMeetInOneRow() {
    NewIndicator one = NewIndicator.of(name("b"), map("tags", "x"));
    NewIndicator two = NewIndicator.of(name("b"), map("tags", "y"));
    List<Outcome<SeenIndicator>> outcomes = see(fixture.byDaemon, one, two, one);

    assertThat(outcomes)
        .extracting(outcome -> outcome.orThrow().isNew())
        .containsExactly(true, false, false);
    assertThat(stored("b").sightings().count()).isEqualTo(3);
    assertThat(stored("b").fields().texts("tags")).containsExactly("x", "y");
    assertThat(count()).isOne();
  }

  @Test
  void whatCannotBeStoredIsRefusedByItself() {
    List<Outcome<SeenIndicator>> outcomes =
        see(
            fixture.byDaemon,
            NewIndicator.of(name("c"), map("confidence", 101)),
            NewIndicator.of(name("c"), map("tlp", "purple")),
            NewIndicator.of(name("c"), map("value", "other.example")),
            NewIndicator.of(name("c"), map("sightings", 7)),
            NewIndicator.of(name("good"), map()));

    assertThat(refused(outcomes.get(0)).reason()).contains("confidence").contains("0 to 100");
    assertThat(refused(outcomes.get(1)).reason()).contains("amber+strict");
    assertThat(refused(outcomes.get(2)).reason()).contains("cannot be set");
    assertThat(refused(outcomes.get(3)).reason()).contains("no field 'sightings'");
    assertThat(outcomes.get(4).orThrow().isNew()).isTrue();
    assertThat(count()).isOne();
  }

  @Test
  void whatSourcesSayIsTheSameInWhateverOrderTheySayIt() {
    List<Map<String, @Nullable Object>> reports =
        List.of(
            map("confidence", 30, "tlp", "green", "validUntil", "2026-12-24T00:00:00Z"),
            map("confidence", 80, "tlp", "red", "tags", "b"),
            map("validUntil", "2027-01-01T00:00:00+01:00", "tags", "a", "sources", "feed"),
            map("confidence", 10, "tlp", "white", "sources", "misp"));
    FieldValues expected = null;
    for (int seed = 0; seed < 10; seed++) {
      List<Map<String, @Nullable Object>> shuffled = new ArrayList<>(reports);
      Collections.shuffle(shuffled, new Random(seed));
      String label = "o" + seed;
      for (Map<String, @Nullable Object> report : shuffled) {
        seen(fixture.byDaemon, label, report);
      }
      FieldValues merged = stored(label).fields();
      assertThat(merged.texts("tags")).containsExactlyInAnyOrder("a", "b");
      assertThat(merged.texts("sources")).containsExactlyInAnyOrder("feed", "misp");
      FieldValues others = merged.with("tags", null).with("sources", null);
      assertThat(others).isEqualTo(expected == null ? others : expected);
      expected = others;
    }
    assertThat(expected)
        .isEqualTo(
            FieldValues.of(
                Map.of("confidence", 80L, "tlp", "red", "validUntil", "2026-12-31T23:00:00Z")));
  }

  @Test
  void aReportThatChangesAFieldIsInTheLogByField() {
    Indicator made =
        seen(fixture.byDaemon, "l", map("confidence", 10, "category", "c2")).indicator();
    SeenIndicator more =
        seen(fixture.byDaemon, "l", map("confidence", 20, "category", "other", "tags", "x"));

    assertThat(more.changed()).containsExactlyInAnyOrder("confidence", "tags");
    assertThat(more.indicator().version()).isEqualTo(2);
    assertThat(store().reader().history(made.ref()))
        .extracting(Change::field)
        .containsExactly("created", "confidence", "tags");
    assertThat(store().reader().history(made.ref()).get(1).before()).isEqualTo(10L);
  }

  @Test
  void whatAPersonSetStays() {
    Indicator made = seen(fixture.byDaemon, "p", map("confidence", 90)).indicator();
    fixture.doing(
        fixture.byPerson,
        c ->
            c.editIndicators(
                List.of(IndicatorEdit.of(made.id(), map("confidence", 5, "tlp", "clear")))));
    SeenIndicator again = seen(fixture.byDaemon, "p", map("confidence", 95, "tlp", "red"));

    assertThat(again.kept()).containsExactlyInAnyOrder("confidence", "tlp");
    assertThat(stored("p").fields().asMap())
        .containsOnly(entry("confidence", 5L), entry("tlp", "clear"));
    assertThat(stored("p").sightings().count()).isEqualTo(2);
    Outcome<SeenIndicator> none =
        fixture
            .doing(
                fixture.byPerson,
                c -> c.editIndicators(List.of(IndicatorEdit.of(999_999_999_999L, map()))))
            .getFirst();
    assertThat(refused(none).why()).isEqualTo(Refusal.UNKNOWN_TARGET);
  }

  @Test
  void timesOfSightingsAreThoseOfTheSourceAndNeverInTheFuture() {
    Instant event = fixture.now.minusSeconds(3_600);
    see(fixture.byDaemon, new NewIndicator(name("t"), map(), event, null, null));
    assertThat(stored("t").sightings()).isEqualTo(new Indicator.Sightings(event, event, 1));

    see(
        fixture.byDaemon,
        new NewIndicator(
            name("t"),
            map("firstSeen", "2020-01-01T00:00:00Z", "lastSeen", "2021-01-01T00:00:00Z"),
            fixture.now.plusSeconds(9_999),
            null,
            null));
    assertThat(stored("t").sightings())
        .isEqualTo(new Indicator.Sightings(Instant.parse("2020-01-01T00:00:00Z"), event, 2));

    see(
        fixture.byDaemon,
        new NewIndicator(name("t"), map("lastSeen", "2199-01-01T00:00:00Z"), null, null, null));
    assertThat(stored("t").sightings().last()).isEqualTo(fixture.now);
  }

  @Test
  void aValueMayBeLongerThanAnIndexTakes() {
    IndicatorName url =
        IndicatorName.read(
            IndicatorType.URL, "http://evil.example/" + fixture.daemon + "/" + "x".repeat(7_900));
    see(fixture.byDaemon, NewIndicator.of(url, map()));
    see(fixture.byDaemon, NewIndicator.of(url, map()));
    IndicatorFilter filter = new IndicatorFilter(null, url.value(), null);
    assertThat(store().reader().indicators(filter, 0, 10))
        .singleElement()
        .satisfies(indicator -> assertThat(indicator.sightings().count()).isEqualTo(2));
  }

  @Test
  void indicatorsAreFoundByWhatTheyAre() {
    seen(fixture.byDaemon, "x", map());
    IndicatorName hash = IndicatorName.read(IndicatorType.ARTIFACT, name("x").value());
    see(fixture.byDaemon, NewIndicator.of(hash, map()));

    List<Indicator> all = find(new IndicatorFilter(null, null, fixture.daemon));
    assertThat(all).hasSize(2);
    assertThat(find(new IndicatorFilter(IndicatorType.ARTIFACT, null, fixture.daemon)))
        .containsExactly(all.get(1));
    assertThat(find(new IndicatorFilter(null, name("x").value(), null))).isEqualTo(all);
    assertThat(store().reader().indicators(List.of(all.get(1).id(), all.get(0).id())))
        .isEqualTo(all);
    assertThat(store().reader().indicator(all.get(0).id())).contains(all.get(0));
  }

  @Test
  void aChainOfDaemonsThatReactToEachOtherEnds() {
    Cause deep = new Cause.Daemon(fixture.daemon, null, "r", Cause.MAX_DEPTH + 1);
    assertThat(refused(see(deep, NewIndicator.of(name("loop"), map())).getFirst()).why())
        .isEqualTo(Refusal.LOOP);
    assertThat(count()).isZero();
  }

  private List<Indicator> find(IndicatorFilter filter) {
    return store().reader().indicators(filter, 0, 100);
  }

  private long count() {
    return store().reader().createdSince(Instant.EPOCH).stream()
        .filter(each -> each.daemon() == fixture.daemon)
        .filter(each -> each.kind().word().equals("indicator"))
        .mapToLong(each -> each.count())
        .sum();
  }
}
