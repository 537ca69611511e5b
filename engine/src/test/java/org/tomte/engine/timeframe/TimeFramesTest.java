package org.tomte.engine.timeframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeFramesTest {

  private static final TimeFrames FRAMES =
      TimeFrames.of(List.of(daily("morning", "06:00", "12:00"), daily("noon", "11:00", "13:00")));

  private static TimeFrame daily(String name, String from, String to) {
    return new TimeFrame(
        name,
        ZoneOffset.UTC,
        List.of(OpenWindow.weekly("mon-sun", from, to)),
        ClosedDays.NONE,
        List.of());
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-25T" + time + ":00Z");
  }

  @Test
  void absentIsAlways() {
    FrameCondition condition = FRAMES.resolve(List.of(During.always())).getFirst();
    assertThat(condition.isOpen(at("03:00"))).isTrue();
    assertThat(condition.stableUntil(at("03:00"))).isEmpty();
  }

  @Test
  void aListIsOpenWhileOneOfItsFramesIs() {
    FrameCondition condition = FRAMES.resolve(List.of(During.parse("morning, noon"))).getFirst();
    assertThat(condition.isOpen(at("12:30"))).isTrue();
    assertThat(condition.isOpen(at("06:30"))).isTrue();
    assertThat(condition.isOpen(at("13:00"))).isFalse();
    assertThat(condition.stableUntil(at("06:30"))).contains(at("11:00"));
  }

  @Test
  void otherwiseIsWhenNoFrameNamedByASiblingIsOpen() {
    List<FrameCondition> conditions =
        FRAMES.resolve(
            List.of(
                During.parse("morning"),
                During.always(),
                During.otherwise(),
                During.parse("noon")));
    FrameCondition otherwise = conditions.get(2);
    assertThat(otherwise.isOpen(at("12:30"))).isFalse();
    assertThat(otherwise.isOpen(at("06:30"))).isFalse();
    assertThat(otherwise.isOpen(at("13:00"))).isTrue();
    assertThat(otherwise.stableUntil(at("13:00"))).contains(Instant.parse("2026-11-26T06:00:00Z"));
  }

  @Test
  void anUnknownFrameNamesNearOnes() {
    assertThatThrownBy(() -> FRAMES.resolve(List.of(During.parse("mornin"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no time frame 'mornin'; did you mean 'morning'? valid are morning, noon");
    assertThatThrownBy(() -> TimeFrames.NONE.get("morning"))
        .hasMessageContaining("no time frame is defined");
  }

  @Test
  void otherwiseAloneIsRefused() {
    assertThatThrownBy(() -> FRAMES.resolve(List.of(During.otherwise())))
        .hasMessageContaining("needs a sibling that names a time frame");
    assertThatThrownBy(() -> During.parse("morning,otherwise"))
        .hasMessageContaining("'otherwise' stands alone");
    assertThatThrownBy(() -> During.parse("")).hasMessageContaining("during is empty");
  }

  @Test
  void aNameIsUnique() {
    TimeFrame one = daily("one", "06:00", "12:00");
    assertThatThrownBy(() -> TimeFrames.of(List.of(one, one)))
        .hasMessageContaining("two time frames have the name 'one'");
  }
}
