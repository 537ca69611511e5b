package org.tomte.connectors.text;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelimitedTextTest {

  /** What FastCSV reads without complaint we read alike. */
  @Test
  void recordsAreReadAsFastCsvReadsThem() throws Exception {
    Random random = new Random(7);
    DelimitedText text = new DelimitedText(',', '"');
    String alphabet = "ab,\"\n ";
    int compared = 0;
    for (int round = 0; round < 40_000; round++) {
      StringBuilder line = new StringBuilder();
      int columns = 1 + random.nextInt(4);
      for (int i = 0; i < columns; i++) {
        line.append(i > 0 ? "," : "").append(value(random, alphabet));
      }
      var theirs =
          CsvReader.builder().skipEmptyLines(false).ofCsvRecord(line.toString()).stream().toList();
      if (theirs.size() == 1) {
        compared++;
        assertThat(text.values(line.toString()))
            .as(line.toString())
            .isEqualTo(theirs.getFirst().getFields());
        assertThat(text.isOpenAfter(line.toString(), false)).isFalse();
      }
    }
    assertThat(compared).isGreaterThan(20_000);
  }

  private static String value(Random random, String alphabet) {
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      value.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    boolean quoted = random.nextBoolean();
    return quoted
        ? "\"" + value.toString().replace("\"", "\"\"") + "\""
        : value.toString().replaceAll("[,\"\\n]", "");
  }
}
