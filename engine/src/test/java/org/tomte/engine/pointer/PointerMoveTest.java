package org.tomte.engine.pointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tomte.api.StreamKind;
import org.tomte.engine.pointer.GapLedger.Gap;

@NullUnmarked
class PointerMoveTest {
  private static final Instant T = Instant.parse("2026-11-21T14:03:12Z");
  private static final StreamKind IDS = new StreamKind.OrderedIds(true);
  private static final StreamKind TIMES = new StreamKind.Watermark(Duration.ofSeconds(1));
  private static final StreamKind TOKENS = new StreamKind.Token();
  private static final StreamKind FOLDER = new StreamKind.Snapshot(false);

  private static PointerState moved(StreamKind kind, String text) {
    return PointerMove.parse(kind, text).apply(kind, PointerSettings.DEFAULT, null, T, null);
  }

  @Test
  void startsAreRead() {
    assertThat(Start.parse(" Now ")).isEqualTo(Start.NOW);
    assertThat(Start.parse("beginning")).isEqualTo(Start.BEGINNING);
    assertThat(Start.parse("-24h")).isEqualTo(new Start.Ago(Duration.ofHours(24)));
    assertThat(Start.parse("-90s")).isEqualTo(new Start.Ago(Duration.ofSeconds(90)));
    assertThat(Start.parse("-5m")).isEqualTo(new Start.Ago(Duration.ofMinutes(5)));
    assertThat(Start.parse("-2w")).isEqualTo(new Start.Ago(Duration.ofDays(14)));
    assertThat(Start.parse("-42")).isEqualTo(new Start.Value("-42"));
    assertThatIllegalArgumentException().isThrownBy(() -> Start.parse(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> Start.parse("-0h"));
  }

  @Test
  void idsMoveToAnIdOrADate() {
    assertThat(moved(IDS, "48,211")).isEqualTo(OrderedIdsPointer.from(48211L, null));
    assertThat(moved(IDS, "-1")).isEqualTo(OrderedIdsPointer.from(-1L, null));
    assertThat(moved(IDS, "now")).isEqualTo(OrderedIdsPointer.from(null, Opening.ALL_KNOWN));
    assertThat(moved(IDS, "2026-11-20"))
        .isEqualTo(
            OrderedIdsPointer.from(null, new Opening(Instant.parse("2026-11-20T00:00:00Z"))));
  }

  @Test
  void timesMoveToADateOrATimeWithItsOffset() {
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    for (String text :
        List.of(
            "2026-11-21T12:00:00Z",
            "2026-11-21 12:00:00 UTC",
            "2026-11-21T13:00:00+01:00",
            "2026-11-21 13:00:00.000 +01:00",
            "2026-11-21T12:00Z")) {
      assertThat(moved(TIMES, text)).as(text).isEqualTo(WatermarkPointer.from(noon, null));
    }
    assertThat(moved(TIMES, "-1h")).isEqualTo(WatermarkPointer.from(T.minusSeconds(3_600), null));
    assertThat(moved(TIMES, "beginning")).isEqualTo(WatermarkPointer.from(null, null));
  }

  @Test
  void whatDoesNotFitTheKindIsAFaultThatSaysWhatWould() {
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(() -> PointerMove.parse(TIMES, "2026-11-21T12:00:00"))
        .withMessage(
            "\"2026-11-21T12:00:00\" is no position in a stream of times; valid are now, beginning,"
                + " -24h, a date (2026-11-21, in UTC) or a time with its offset"
                + " (2026-11-21T14:03:12Z).");
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(() -> PointerMove.parse(IDS, "99999999999999999999"))
        .withMessageContaining("a whole number or a date");
    assertThatExceptionOfType(PointerFault.class).isThrownBy(() -> PointerMove.parse(FOLDER, "12"));
    assertThatExceptionOfType(PointerFault.class).isThrownBy(() -> PointerMove.parse(TIMES, ""));
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(() -> moved(FOLDER, "confirm"))
        .withMessageContaining("no listing to confirm");
  }

  @Test
  void aTokenIsTakenAsItIs() {
    assertThat(moved(TOKENS, "2026-11-21")).isEqualTo(TokenPointer.from("2026-11-21", null));
    assertThat(moved(TOKENS, "confirm")).isEqualTo(TokenPointer.from("confirm", null));
  }

  @Test
  void movesAreSaidInWords() {
    PointerState ids = new OrderedIdsPointer(null, 48211L, GapLedger.EMPTY, null, false, null);
    assertThat(PointerMove.parse(IDS, "beginning").describe(IDS, ids, "mail"))
        .isEqualTo("from mail 48,211 to the beginning");
    assertThat(PointerMove.parse(IDS, "-24h").describe(IDS, null, "mail"))
        .isEqualTo("from no pointer to 24h ago");
    assertThat(
            PointerMove.parse(FOLDER, "confirm")
                .describe(FOLDER, new SnapshotPointer(1, 12, false, false, null), "files"))
        .isEqualTo("12 files known: the next complete listing counts however small");
  }

  @Test
  void pointersAreSaidInWords() {
    KeyMemory three =
        new KeyMemory(
            new TreeMap<>(Map.of(T, Set.of(KeyHash.of("a"), KeyHash.of("b"), KeyHash.of("c")))),
            0,
            null);
    assertThat(
            PointerWords.describe(
                TIMES, new WatermarkPointer(null, T.plusMillis(5), three, false, null), "rows"))
        .isEqualTo("rows up to 2026-11-21 14:03:12.005 UTC, 3 at that second");
    assertThat(PointerWords.describe(TIMES, WatermarkPointer.from(T, Opening.ALL_KNOWN), "rows"))
        .isEqualTo("rows from 2026-11-21 14:03:12 UTC; what is there now is taken as known");
    GapLedger gaps = new GapLedger(List.of(new Gap(1, 1_200, T)), null);
    assertThat(
            PointerWords.describe(
                IDS, new OrderedIdsPointer(null, 81223L, gaps, null, false, null), "byte"))
        .isEqualTo("byte 81,223, 1,200 missing before it are watched");
    assertThat(PointerWords.describe(IDS, OrderedIdsPointer.from(7L, null), "rows"))
        .isEqualTo("rows after 7");
    assertThat(PointerWords.describe(TOKENS, TokenPointer.from("t".repeat(50), null), "alerts"))
        .isEqualTo("alerts after token " + "t".repeat(37) + "...");
    assertThat(PointerWords.describe(TOKENS, TokenPointer.from(null, null), "alerts"))
        .isEqualTo("alerts from the beginning");
  }
}
