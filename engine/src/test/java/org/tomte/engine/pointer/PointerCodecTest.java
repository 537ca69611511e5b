package org.tomte.engine.pointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tomte.engine.pointer.GapLedger.Gap;

class PointerCodecTest {
  private static final Instant T = Instant.parse("2026-11-21T14:03:12.000000001Z");

  @Test
  void everyKindComesBackAsItWas() {
    KeyMemory memory =
        new KeyMemory(
            new TreeMap<>(Map.of(T, Set.of(KeyHash.of("a"), KeyHash.of("b")))),
            7,
            T.plusSeconds(1));
    GapLedger gaps = new GapLedger(List.of(new Gap(-5, 3, T), new Gap(7, 7, T)), T);
    List<PointerState> states =
        List.of(
            OrderedIdsPointer.from(null, null),
            new OrderedIdsPointer(Long.MIN_VALUE, Long.MAX_VALUE, gaps, T, true, new Opening(T)),
            WatermarkPointer.from(null, Opening.ALL_KNOWN),
            new WatermarkPointer(T, Instant.MAX, memory, true, null),
            new TokenPointer(null, List.of(), Opening.ALL_KNOWN),
            new TokenPointer("a \"token\"\n\u0000", List.of(KeyHash.of("x")), null),
            new SnapshotPointer(4, 5, true, true, new Opening(T)));
    for (PointerState state : states) {
      assertThat(PointerCodec.read(PointerCodec.write(state))).isEqualTo(state);
    }
  }

  @Test
  void theStoredFormIsCompactAndNumbered() {
    assertThat(
            PointerCodec.write(
                new OrderedIdsPointer(null, 48211L, GapLedger.EMPTY, null, false, null)))
        .isEqualTo("{\"schema\":1,\"kind\":\"ordered-ids\",\"highest\":48211}");
  }

  @Test
  void aFormatOfANewerProgramIsRefusedWithTheWayOut() {
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(() -> PointerCodec.read("{\"schema\":2,\"kind\":\"token\"}"))
        .withMessage(
            "The pointer is stored in format 2, this program reads format 1: upgrade, or reset the"
                + " pointer.");
  }

  @Test
  void damageIsAFaultThatSaysWhatIsWrong() {
    Map<String, String> damaged =
        Map.of(
            "", "reset the pointer",
            "[]", "no JSON object",
            "{\"schema\":1}", "\"kind\" is missing",
            "{\"schema\":\"1\",\"kind\":\"token\"}", "\"schema\" is no whole number",
            "{\"schema\":1,\"kind\":\"other\"}", "the kind \"other\" is unknown",
            "{\"schema\":1,\"kind\":\"ordered-ids\",\"highest\":1.5}", "\"highest\" is no whole",
            "{\"schema\":1,\"kind\":\"ordered-ids\",\"gaps\":[[1,2]]}", "a gap has",
            "{\"schema\":1,\"kind\":\"watermark\",\"time\":\"yesterday\"}", "yesterday",
            "{\"schema\":1,\"kind\":\"token\",\"keys\":\"AAAA\"}", "cut off",
            "{\"schema\":1,\"kind\":\"token\",\"keys\":\"%\"}", "reset the pointer");
    damaged.forEach((text, words) ->
        assertThatExceptionOfType(PointerFault.class)
            .as(text)
            .isThrownBy(() -> PointerCodec.read(text))
            .withMessageContaining(words));
  }

  @Test
  void sizesAreBounded() {
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(() -> new TokenPointer("x".repeat(65_537), List.of(), null))
        .withMessage("The source's token has 65,537 characters; at most 65,536 are kept.");
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(() -> PointerCodec.read(" ".repeat(PointerCodec.LARGEST + 1)))
        .withMessageContaining("more than 1,048,576 bytes");
  }
}
