package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.tomte.api.FaultKind;

class FaultReactionTest {

  @Test
  void waitsGrowByDoublingUpToTheLongest() {
    FaultReaction reaction = FaultReaction.to(FaultKind.UNAVAILABLE);
    assertThat(reaction.backOff(1, null)).isEqualTo(Duration.ofSeconds(1));
    assertThat(reaction.backOff(3, null)).isEqualTo(Duration.ofSeconds(4));
    assertThat(reaction.backOff(1_000_000, null)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aSourceThatAsksForMoreTimeGetsIt() {
    FaultReaction reaction = FaultReaction.to(FaultKind.RATE_LIMITED);
    assertThat(reaction.backOff(1, Duration.ofHours(2))).isEqualTo(Duration.ofHours(2));
    assertThat(reaction.backOff(1, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void everyKindHasAReaction() {
    for (FaultKind kind : FaultKind.values()) {
      assertThat(FaultReaction.to(kind).firstRetry()).isPositive();
    }
  }
}
