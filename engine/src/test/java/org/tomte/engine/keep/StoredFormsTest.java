package org.tomte.engine.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.Unreadable;
import org.tomte.casework.CaseworkContext;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.decision.RuleTrace;
import org.tomte.engine.simulation.InMemoryCommit;

class StoredFormsTest {
  private static final Instant START = Instant.parse("2026-11-25T08:00:00.123456Z");

  private final BlobStore blobs =
      new InMemoryCommit(CaseworkContext.plain(InstantSource.fixed(START))).blobs();

  private Item readBack(Item item) {
    return EventJson.read(EventJson.write(item), null, blobs).item(blobs);
  }

  @Test
  void keepsAnEventWithEveryKindOfPosition() {
    for (Position position :
        List.of(
            Position.NONE,
            new Position.Id(-7),
            new Position.At(START, ""),
            new Position.At(START, "tie \" 1"))) {
      Event event =
          new Event(
              "key", position, START, "v1", Map.of("a", List.of(1L)), List.of(), null, "https://x");

      assertThat(readBack(event)).isEqualTo(event);
    }
    Event bare = Event.of("key", Position.NONE, null, Map.of());
    assertThat(readBack(bare)).isEqualTo(bare);
  }

  @Test
  void keepsWhatCouldNotBeRead() throws IOException {
    byte[] bytes = "half a mail".getBytes(StandardCharsets.UTF_8);
    Raw raw = new Raw("message/rfc822", Content.of(bytes));
    Item item = new Unreadable("key", new Position.Id(3), raw, "no body");
    StoredBody body = StoredBody.inRow("message/rfc822", bytes);

    if (!(EventJson.read(EventJson.write(item), body, blobs).item(blobs)
        instanceof Unreadable read)) {
      throw new AssertionError("it became readable");
    }
    assertThat(read.reason()).isEqualTo("no body");
    assertThat(read.position()).isEqualTo(new Position.Id(3));
    try (InputStream stream = read.raw().content().open()) {
      assertThat(stream.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void packsBodiesThatGetSmaller() throws IOException {
    Random random = new Random(5);
    for (int size : new int[] {0, 1, 511, 512, 5_000, 1_000_000}) {
      for (boolean dense : new boolean[] {true, false}) {
        byte[] bytes = new byte[size];
        if (dense) {
          random.nextBytes(bytes);
        }
        StoredBody body = StoredBody.inRow("a/b", bytes);

        assertThat(body.size()).isEqualTo(size);
        assertThat(body.stored()).isLessThanOrEqualTo(size);
        assertThat(body.packed()).isEqualTo(!dense && size >= 512);
        try (InputStream stream = body.open(blobs)) {
          assertThat(stream.readAllBytes()).isEqualTo(bytes);
        }
      }
    }
  }

  private static Decision decision() {
    return new Decision(
        START,
        12,
        List.of(
            new RuleTrace("a", RuleTrace.Verdict.UNKNOWN, List.of("event.x", "event.y")),
            new RuleTrace("b", RuleTrace.Verdict.MATCHED, List.of())),
        List.of(
            new PlannedEffect(
                "b",
                "1",
                new Effect.AddToTriage(Map.of("title", "T"), Effect.Merge.IGNORE),
                new PlannedEffect.Condition.Threshold(List.of("x"), Duration.ofMinutes(5), 3)),
            new PlannedEffect("b", "2", new Effect.Discard("because"), null)),
        true,
        new Decision.Failure("mapping", "no date"));
  }

  @Test
  void keepsADecision() {
    StoredDecision stored =
        DecisionJson.read(DecisionJson.write(decision(), "[[\"b\",\"1\",2,7]]", true));

    assertThat(stored.instant()).isEqualTo(START);
    assertThat(stored.revision()).isEqualTo(12);
    assertThat(stored.matched()).isTrue();
    assertThat(stored.rules()).isEqualTo(decision().rules());
    assertThat(stored.failure()).isEqualTo(decision().failure());
    assertThat(stored.made()).isEqualTo("[[\"b\",\"1\",2,7]]");
    assertThat(stored.effects())
        .containsExactly(
            new StoredDecision.Planned("b", "1", "add-to-triage", Map.of("title", "T")),
            new StoredDecision.Planned("b", "2", "discard", Map.of("reason", "because")));
  }

  @Test
  void leavesOutRenderedFieldsWhereAnObjectHoldsThem() {
    StoredDecision stored = DecisionJson.read(DecisionJson.write(decision(), null, false));

    assertThat(stored.made()).isNull();
    assertThat(stored.effects().getFirst().fields()).isNull();
  }

  @Test
  void keepsManyEventsInABlock() {
    BlockJson block = new BlockJson();
    for (int i = 0; i < 3; i++) {
      block.add(Event.of("k" + i, Position.NONE, null, Map.of("t", "line\n" + i)), decision());
    }

    List<BlockJson.Line> lines = BlockJson.read(block.text(), blobs);
    assertThat(lines).extracting(line -> line.item().key()).containsExactly("k0", "k1", "k2");
    assertThat(lines.get(2).item().fields()).isEqualTo(Map.of("t", "line\n2"));
    assertThat(lines.get(1).decision().rules()).isEqualTo(decision().rules());
  }

  @Test
  void refusesPoliciesThatForgetAtOnce() {
    assertThatThrownBy(() -> new KeepPolicy(Duration.ofDays(1), Duration.ZERO, 0, Duration.ZERO))
        .hasMessageContaining("keys must be longer than zero");
    assertThatThrownBy(
            () -> new KeepPolicy(Duration.ofDays(-1), Duration.ZERO, 0, Duration.ofDays(1)))
        .hasMessageContaining("must not be negative");
  }
}
