package org.tomte.connectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramingTest {
  private static final int LONGEST = 64;

  private record Outcome(List<String> messages, Framing framing, long messageBytes) {}

  private static Outcome read(byte[] all, int step) throws InterruptedException {
    Framing framing = new Framing(LONGEST);
    List<String> messages = new ArrayList<>();
    long[] taken = new long[1];
    int from = 0;
    for (int to = Math.min(step, all.length); ; to = Math.min(all.length, to + step)) {
      from =
          framing.read(
              all,
              from,
              to,
              to == all.length,
              (bytes, start, stop, cut) -> {
                messages.add(
                    new String(bytes, start, stop - start, StandardCharsets.ISO_8859_1)
                        + (cut ? "#" : ""));
                taken[0] += stop - start;
              });
      if (to == all.length) {
        assertThat(from).as("all is used up at the end").isEqualTo(all.length);
        return new Outcome(messages, framing, taken[0]);
      }
    }
  }

  private static Outcome read(String all, int step) throws InterruptedException {
    return read(all.getBytes(StandardCharsets.ISO_8859_1), step);
  }

  private static String counted(String message) {
    return message.length() + " " + message;
  }

  @Test
  void linesEndWithEveryKindOfLineEnd() throws Exception {
    for (int step : new int[] {1, 3, 1000}) {
      assertThat(read("<13>a\n<13>b\r\n\n<13>c\0\n<13>d", step).messages())
          .containsExactly("<13>a", "<13>b", "<13>c", "<13>d");
    }
  }

  @Test
  void countedMessagesKeepTheirLineEnds() throws Exception {
    String all = counted("<13>a\nb") + counted("<13>c") + "\n" + counted("<13>d 12 <34>x");
    for (int step : new int[] {1, 2, 5, 1000}) {
      assertThat(read(all, step).messages()).containsExactly("<13>a\nb", "<13>c", "<13>d 12 <34>x");
      assertThat(read(all, step).framing().resynchronised).isZero();
    }
  }

  @Test
  void aNumberAloneDoesNotMakeACount() throws Exception {
    assertThat(read("2026 was a year\n7 <13>x\n", 1000).messages())
        .containsExactly("2026 was a year", "7 <13>x");
  }

  @Test
  void aLineThatIsTooLongIsCutAndMarked() throws Exception {
    String line = "x".repeat(LONGEST + 20);
    for (int step : new int[] {1, 10, 1000}) {
      Outcome outcome = read(line + "\n<13>b\n", step);
      assertThat(outcome.messages()).containsExactly("x".repeat(LONGEST) + "#", "<13>b");
      assertThat(outcome.framing().cutBytes).isEqualTo(20);
      assertThat(outcome.framing().oversized).isEqualTo(1);
    }
  }

  @Test
  void aCountedMessageThatIsTooLongIsCutAndMarked() throws Exception {
    String all = counted("<13>" + "x".repeat(LONGEST + 16)) + counted("<13>b");
    for (int step : new int[] {1, 10, 1000}) {
      assertThat(read(all, step).messages())
          .containsExactly("<13>" + "x".repeat(LONGEST - 4) + "#", "<13>b");
    }
  }

  @Test
  void aMessageShorterThanItsCountDoesNotSwallowTheNext() throws Exception {
    String all =
        "40 <13>cut" + counted("<34>1 - - - - - - the next one is whole") + counted("<13>and this");
    Outcome outcome = read(all, 1000);
    assertThat(outcome.messages())
        .containsExactly("<13>cut#", "<34>1 - - - - - - the next one is whole", "<13>and this");
    assertThat(outcome.framing().resynchronised).isEqualTo(1);
  }

  @Test
  void aCountThatIsTooSmallFindsTheNextMessage() throws Exception {
    Outcome outcome = read("8 <13>abcdefgh" + counted("<13>next") + counted("<13>z"), 1000);
    assertThat(outcome.messages()).containsExactly("<13>abcd", "efgh#", "<13>next", "<13>z");
    assertThat(outcome.framing().resynchronised).isEqualTo(1);
  }

  @Test
  void aSenderThatGoesOnWithLinesIsRead() throws Exception {
    assertThat(read(counted("<13>a") + "<13>b\n<13>c\n", 1000).messages())
        .containsExactly("<13>a", "<13>b", "<13>c");
  }

  @Test
  void aConnectionWithoutAnyPlaceToGoOnIsBroken() throws Exception {
    Framing framing = new Framing(LONGEST);
    byte[] bytes = (counted("<13>a") + "x".repeat(500)).getBytes(StandardCharsets.US_ASCII);
    int used = framing.read(bytes, 0, bytes.length, false, (all, from, to, cut) -> {});
    assertThat(used).isEqualTo(bytes.length);
    assertThat(framing.broken()).isTrue();
    assertThat(framing.cutBytes).isPositive();
  }

  @Test
  void wellFormedStreamsGiveTheSameMessagesInEveryPiece() throws Exception {
    Random random = new Random(3164);
    for (int round = 0; round < 300; round++) {
      boolean counts = random.nextBoolean();
      List<String> messages = new ArrayList<>();
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        String message = "<" + random.nextInt(192) + ">" + "m".repeat(random.nextInt(50)) + i;
        messages.add(message);
        all.append(counts ? counted(message) : message + "\n");
      }
      assertThat(read(all.toString(), 1 + random.nextInt(100)).messages()).isEqualTo(messages);
    }
  }

  @Test
  void everyByteIsPartOfAMessageOrCounted() throws Exception {
    Random random = new Random(6587);
    byte[] alphabet = "<>13 \n\r\0 9a[]:5".getBytes(StandardCharsets.ISO_8859_1);
    for (int round = 0; round < 5_000; round++) {
      byte[] all = new byte[random.nextInt(400)];
      for (int i = 0; i < all.length; i++) {
        all[i] = alphabet[random.nextInt(alphabet.length)];
      }
      if (round % 2 == 0 && all.length > 8) {
        byte[] head = "5 <13>a".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(head, 0, all, 0, head.length);
      }
      Outcome outcome = read(all, 1 + random.nextInt(80));
      assertThat(
              outcome.messageBytes() + outcome.framing().framingBytes + outcome.framing().cutBytes)
          .as(Arrays.toString(all))
          .isEqualTo(all.length);
    }
  }
}
