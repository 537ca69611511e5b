package org.tomte.engine.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainJsonTest {

  @Test
  void readsBackWhatItWrote() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("nothing", null);
    object.put("yes", true);
    object.put("no", false);
    object.put("small", 7L);
    object.put("least", Long.MIN_VALUE);
    object.put("huge", new BigInteger("123456789012345678901234567890"));
    object.put("half", 0.5);
    object.put("tiny", 1e-300);
    object.put("exact", new BigDecimal("0.1234567890123456789012345678901"));
    object.put(
        "text", "quote \" backslash \\ newline \n tab \t bell \u0007 umlaut ü emoji \ud83d\ude00");
    object.put("", "");
    object.put("list", Arrays.asList(1L, null, List.of(), Map.of()));

    assertThat(PlainJson.readObject(PlainJson.write(object))).isEqualTo(object);
  }

  @Test
  void keepsAFractionAFraction() {
    assertThat(PlainJson.read(PlainJson.write(new BigDecimal("5")))).isEqualTo(5.0);
    assertThat(PlainJson.read(PlainJson.write(2.0))).isEqualTo(2.0);
    assertThat(PlainJson.read(PlainJson.write(new BigDecimal("1E+400"))))
        .isEqualTo(new BigDecimal("1E+400"));
  }

  @Test
  void replacesWhatNoDatabaseTakes() {
    assertThat(PlainJson.write("a\0b\ud800c\udc00d")).isEqualTo("\"a\ufffdb\ufffdc\ufffdd\"");
    assertThat(PlainJson.write(Map.of("k\0", Double.NaN))).isEqualTo("{\"k\ufffd\":\"NaN\"}");
    assertThat(PlainJson.write(List.of(Double.POSITIVE_INFINITY))).isEqualTo("[\"Infinity\"]");
  }

  @Test
  void refusesWhatIsNoPlainValue() {
    assertThatThrownBy(() -> PlainJson.write(List.of(new StringBuilder("x"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.StringBuilder");
    assertThatThrownBy(() -> PlainJson.readObject("[1]")).hasMessageContaining("no JSON object");
  }

  @Test
  void readsBackRandomValues() {
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      Object value = value(random, 0);
      assertThat(PlainJson.read(PlainJson.write(value))).isEqualTo(value);
    }
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 5 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong();
      case 3 -> Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL);
      case 4 -> text(random);
      case 5 -> {
        List<@Nullable Object> list = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
          list.add(value(random, depth + 1));
        }
        yield list;
      }
      default -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
          map.put(text(random), value(random, depth + 1));
        }
        yield map;
      }
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      int point = 1 + random.nextInt(random.nextBoolean() ? 0x7f : 0x10ffff);
      text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? '{' : point);
    }
    return text.toString();
  }
}
