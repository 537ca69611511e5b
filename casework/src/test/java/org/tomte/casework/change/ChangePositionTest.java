package org.tomte.casework.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePositionTest {

  @Test
  void isReadBackFromItsText() {
    ChangePosition position = new ChangePosition(1_200, Long.MAX_VALUE);
    assertThat(ChangePosition.parse(position.toString())).isEqualTo(position);
  }

  @Test
  void isOrderedByTransactionThenSequenceAsNumbers() {
    List<ChangePosition> sorted =
        List.of(
            ChangePosition.START,
            new ChangePosition(9, 100),
            new ChangePosition(10, 2),
            new ChangePosition(10, 11));
    assertThat(sorted.reversed().stream().sorted().toList()).isEqualTo(sorted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "12", "12:", ":12", "a:b", "1:2:3", "99999999999999999999:1"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> ChangePosition.parse(text)).hasMessageContaining("'" + text + "'");
  }
}
