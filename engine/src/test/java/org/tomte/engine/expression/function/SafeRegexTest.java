package org.tomte.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SafeRE against java.util.regex: generated patterns on generated texts find the same. */
class SafeRegexTest {

  private static String pattern(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 13)) {
      case 0 -> String.valueOf((char) ('a' + random.nextInt(3)));
      case 1 -> ".";
      case 2 -> "[ab]";
      case 3 -> "[^a]";
      case 4 -> "\\d";
      case 5 -> random.nextBoolean() ? "\\b" : "\\w";
      case 6, 7 -> pattern(random, depth - 1) + pattern(random, depth - 1);
      case 8 -> "(?:" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
      case 9 -> "(" + pattern(random, depth - 1) + ")";
      case 10 -> "(?:" + pattern(random, depth - 1) + ")" + (random.nextBoolean() ? "+" : "+?");
      case 11 -> "(?:" + pattern(random, depth - 1) + ")" + (random.nextBoolean() ? "?" : "??");
      default -> "(?:" + pattern(random, depth - 1) + "){1,2}";
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append("abc1 ".charAt(random.nextInt(5)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void generated_patterns_find_the_same(long seed) {
    Random random = new Random(seed);
    int found = 0;
    for (int i = 0; i < 700; i++) {
      String regex =
          (random.nextInt(5) == 0 ? "^" : "")
              + pattern(random, 3)
              + (random.nextInt(5) == 0 ? "$" : "");
      for (int j = 0; j < 8; j++) {
        String text = text(random);
        List<String> expected = new ArrayList<>();
        java.util.regex.Matcher theirs = java.util.regex.Pattern.compile(regex).matcher(text);
        while (theirs.find()) {
          expected.add(theirs.start() + "-" + theirs.end());
        }
        List<String> actual = new ArrayList<>();
        org.safere.Matcher ours = Patterns.of(regex).matcher(text);
        while (ours.find()) {
          actual.add(ours.start() + "-" + ours.end());
        }
        assertThat(actual).as("'%s' on '%s'", regex, text).isEqualTo(expected);
        found += expected.size();
      }
    }
    assertThat(found).isGreaterThan(2_000);
  }
}
