package org.tomte.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Listed;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.Unreadable;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.PlannedEffect.Condition.Threshold;

class CommitValuesTest {
  private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

  @Test
  void cleansTextsWithoutCopyingCleanOnes() {
    String clean = "clean \ud83d\ude00 ü";
    assertThat(CleanText.text(clean)).isSameAs(clean);
    assertThat(CleanText.text("\0\ud800x\udc00\ud83d\ude00\ud83d"))
        .isEqualTo("\ufffd\ufffdx\ufffd\ud83d\ude00\ufffd");
    Map<String, @Nullable Object> fields = Map.of("a", List.of(Map.of("b", "c"), 1L));
    assertThat(CleanText.fields(fields)).isSameAs(fields);
    assertThat(CleanText.fields(Map.of("a", List.of("x", Map.of("b\0", "\0")))))
        .isEqualTo(Map.of("a", List.of("x", Map.of("b\ufffd", "\ufffd"))));
    assertThat(CleanText.value(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void comparesVersions() {
    assertThat(Versions.newer(null, null)).isFalse();
    assertThat(Versions.newer("1", null)).isFalse();
    assertThat(Versions.newer(null, "1")).isTrue();
    assertThat(Versions.newer("9", "10")).isTrue();
    assertThat(Versions.newer("10", "9")).isFalse();
    assertThat(Versions.newer("abc", "abd")).isTrue();
    assertThat(Versions.newer("abd", "abc")).isTrue();
    assertThat(Versions.newer("abc", "abc")).isFalse();
    assertThat(Versions.newer("2026-01-01T00:00:00Z", "2026-01-01T01:00:00+02:00")).isFalse();
    assertThat(Versions.newer("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.001Z")).isTrue();
    assertThat(Versions.newer("2026-13-01T00:00:00Z", "2025-01-01T00:00:00Z")).isTrue();
    assertThat(Versions.stored("v".repeat(64))).isEqualTo("v".repeat(64));
    assertThat(Versions.stored("v".repeat(65))).hasSize(33).startsWith("#");
  }

  @Test
  void storesWhatEffectsMade() {
    MadeEffects made =
        new MadeEffects(
            List.of(
                new MadeEffects.Made("r", "1", ObjectRef.triageEvent(7), false),
                new MadeEffects.Made("r \"x\"", "2", ObjectRef.incident(9), true),
                new MadeEffects.Made("r", "3", null, false),
                new MadeEffects.Made("r", "4", ObjectRef.incident(9), false)));

    assertThat(MadeEffects.read(made.json())).isEqualTo(made);
    assertThat(made.objects()).containsExactly(ObjectRef.triageEvent(7), ObjectRef.incident(9));
    assertThat(made.of("r", "3")).isEqualTo(new MadeEffects.Made("r", "3", null, false));
    assertThat(made.of("r", "5")).isNull();
    assertThat(MadeEffects.read(MadeEffects.NONE.json())).isEqualTo(MadeEffects.NONE);
    assertThatThrownBy(() -> MadeEffects.read("[7]")).hasMessageContaining("[7]");
  }

  @Test
  void storesCorrelations() {
    for (CorrelationState state :
        List.of(
            new CorrelationState.Group(17, START),
            new CorrelationState.Seen(START.plusNanos(123_000)),
            new CorrelationState.Count(List.of(START, START.plusSeconds(1)), null),
            new CorrelationState.Count(List.of(START), START.minusSeconds(5)),
            CorrelationState.Count.ZERO)) {
      assertThat(CorrelationState.read(state.json())).isEqualTo(state);
    }
    assertThat(CorrelationState.read("")).isNull();
  }

  /** The plain reading of a threshold: all instants are remembered. */
  private static List<Boolean> plainly(List<Instant> instants, Duration over, int atLeast) {
    List<Boolean> fires = new ArrayList<>();
    Instant fired = null;
    for (int i = 0; i < instants.size(); i++) {
      Instant now = instants.get(i);
      long count =
          instants.subList(0, i + 1).stream()
              .filter(each -> each.isAfter(now.minus(over)) && !each.isAfter(now))
              .count();
      boolean rests = fired != null && now.isBefore(fired.plus(over));
      boolean fire = count >= atLeast && !rests;
      fires.add(fire);
      fired = fire ? now : fired;
    }
    return fires;
  }

  @Test
  void countsAsThePlainReadingDoes() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      Duration over = Duration.ofSeconds(1 + random.nextInt(20));
      int atLeast = 1 + random.nextInt(5);
      List<Instant> instants = new ArrayList<>();
      Instant now = START;
      for (int i = 0; i < 40; i++) {
        now = now.plusSeconds(random.nextInt(6));
        instants.add(now);
      }
      List<Boolean> fires = new ArrayList<>();
      CorrelationState.Count count = CorrelationState.Count.ZERO;
      for (Instant instant : instants) {
        Instant before = count.fired();
        count = count.plus(instant, new Threshold(List.of(), over, atLeast));
        fires.add(instant.equals(count.fired()) && !instant.equals(before));
        assertThat(count.times()).hasSizeLessThanOrEqualTo(atLeast).isSorted();
      }

      assertThat(fires).isEqualTo(plainly(instants, over, atLeast));
    }
  }

  @Test
  void refusesItemsThatCannotBeCommitted() {
    Decision fine = new Decision(START, 1, List.of(), List.of(), false, null);
    Listed listed =
        new Listed("k", Position.NONE, "v", () -> Event.of("k", Position.NONE, null, Map.of()));
    Raw raw = new Raw("a/b", Content.of(new byte[0]));
    Unreadable unreadable = new Unreadable("k", Position.NONE, raw, "bad");

    assertThatThrownBy(() -> Judged.of("s", listed, fine)).hasMessageContaining("must be loaded");
    assertThatThrownBy(() -> Judged.of("s", unreadable, fine))
        .hasMessageContaining("needs a decision with a failure");
  }
}
