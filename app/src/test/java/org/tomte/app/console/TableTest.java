package org.tomte.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirLongestCell() {
    Table table = Table.of("name", "state").row("a", "on").row("longer", null);
    assertThat(table.lines(80)).containsExactly("NAME    STATE", "a       on", "longer  -");
  }

  @Test
  void theLastColumnGoesOnInFurtherLines() {
    Table table = Table.of("id", "reason").row("1", "one two three four five six seven eight");
    assertThat(table.lines(30))
        .containsExactly("ID  REASON", "1   one two three four five", "    six seven eight");
  }

  @Test
  void noLineIsWiderThanTheScreenAndNothingOfTheLastColumnIsLost() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      Table table = Table.of("one", "two", "three");
      String last = words(random);
      table.row(words(random), words(random), last);
      int width = 60 + random.nextInt(60);
      assertThat(table.lines(width))
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
      String joined = String.join("", table.lines(width)).replace(" ", "");
      for (String word : last.split(" ", -1)) {
        assertThat(joined).contains(word.substring(0, Math.min(word.length(), 5)));
      }
    }
  }

  private static String words(Random random) {
    StringBuilder text = new StringBuilder("w");
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(" word").append(random.nextInt(1000));
    }
    return text.toString();
  }

  @Test
  void textFromOutsideCannotBreakTheTable() {
    Table table = Table.of("title").row("a\u001b[2Jb\nc\u202Ed");
    assertThat(table.lines(80)).containsExactly("TITLE", "a\uFFFD[2Jb c\uFFFDd");
  }
}
