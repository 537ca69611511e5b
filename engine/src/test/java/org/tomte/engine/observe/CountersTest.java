package org.tomte.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {

  @Test
  void addsUp() {
    Counters one =
        new Counters.Counting()
            .count(Stage.READ, 5)
            .count(Stage.CREATED)
            .count("a", new RuleCount(1, 2, 3))
            .done();
    Counters both = one.plus(one);

    assertThat(both.of(Stage.READ)).isEqualTo(10);
    assertThat(both.of(Stage.KNOWN)).isZero();
    assertThat(both.of("a")).isEqualTo(new RuleCount(2, 4, 6));
    assertThat(both.of("b")).isEqualTo(RuleCount.ZERO);
    assertThat(both.isZero()).isFalse();
    assertThat(Counters.ZERO.isZero()).isTrue();
    assertThat(new Counters.Counting().count(Stage.READ, 0).done()).isEqualTo(Counters.ZERO);
  }

  @Test
  void readsBackWhatItWrote() {
    Counters.Counting counting = new Counters.Counting().count("rule", new RuleCount(1, 0, 9));
    long count = 1;
    for (Stage stage : Stage.values()) {
      counting.count(stage, count);
      count++;
    }
    Counters counters = counting.done();

    assertThat(CountersJson.read(CountersJson.write(counters))).isEqualTo(counters);
    assertThat(CountersJson.read("{\"stages\":{\"of-old\":3,\"read\":2}}").of(Stage.READ))
        .isEqualTo(2);
  }
}
