package org.tomte.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Unreadable;

/** What records of each growing format become. */
class RecordFormatTest {
  @TempDir Path temporary;

  private List<Item> read(FileSettings settings, String name, byte[] content) throws Exception {
    Files.write(temporary.resolve(name), content);
    return new Folder(temporary, settings).run();
  }

  private List<Item> read(FileSettings settings, String name, String content) throws Exception {
    return read(settings, name, Folder.utf8(content));
  }

  private static Map<?, ?> record(Item item) {
    return item instanceof Event event && event.fields().get("record") instanceof Map<?, ?> record
        ? record
        : Map.of();
  }

  private static String message(Item item) {
    return item instanceof Event event ? String.valueOf(event.fields().get("message")) : "";
  }

  @Test
  void csvKnowsQuotesAndLinesInThem() throws Exception {
    List<Item> items =
        read(
            FileSettings.of("*.csv", FileFormat.AUTO),
            "a.csv",
            "host, text ,\r\n"
                + "a,\"one\r\n"
                + "two, \"\"three\"\"\",x\r\n"
                + "b,5\" disk,y\r\n\r\n"
                + "c,too few\r\n"
                + "d,,\r\n");
    assertThat(items).hasSize(4);
    assertThat(record(items.get(0)))
        .isEqualTo(Map.of("host", "a", "text", "one\r\ntwo, \"three\"", "column_3", "x"));
    assertThat(record(items.get(1)))
        .isEqualTo(Map.of("host", "b", "text", "5\" disk", "column_3", "y"));
    assertThat(((Unreadable) items.get(2)).reason())
        .contains("line 6", "2 columns where 3 are valid: host, text, column_3");
    assertThat(record(items.get(3))).isEqualTo(Map.of("host", "d", "text", "", "column_3", ""));
  }

  @Test
  void aQuoteThatIsNeverClosedCostsOneLine() throws Exception {
    StringBuilder table = new StringBuilder("a,b\n1,2\n\"broken,3\n");
    for (int i = 0; i < 60_000; i++) {
      table.append(i).append(",x\n");
    }
    List<Item> items = read(FileSettings.of("*.csv", FileFormat.AUTO), "a.csv", table.toString());
    assertThat(items).hasSize(60_002);
    assertThat(items.stream().filter(Unreadable.class::isInstance).toList())
        .singleElement()
        .satisfies(item ->
            assertThat(((Unreadable) item).reason()).contains("line 3", "quote is not closed"));
  }

  @Test
  void textGivesNamedGroupsAndKeepsWhatDoesNotMatch() throws Exception {
    FileSettings settings =
        Settings.of("*.log", FileFormat.TEXT)
            .pattern("user=(?<user>\\S+)( from=(?<from>\\S+))?")
            .make();
    List<Item> items =
        read(settings, "a.log", "login user=ann from=10.0.0.1\nlogin user=bob\nother\n");
    assertThat(items)
        .extracting(RecordFormatTest::record)
        .isEqualTo(
            List.of(Map.of("user", "ann", "from", "10.0.0.1"), Map.of("user", "bob"), Map.of()));
    assertThat(message(items.get(2))).isEqualTo("other");
  }

  @Test
  void textGivesKeyValuePairs() throws Exception {
    FileSettings settings = Settings.of("*.log", FileFormat.TEXT).keyValues().make();
    List<Item> items =
        read(
            settings,
            "a.log",
            "date=2026-11-25 msg=\"a \\\"b\\\" c\" src=10.0.0.1, dst='x y' alone empty="
                + " msg=second\n");
    assertThat(record(items.getFirst()))
        .isEqualTo(
            Map.of(
                "date",
                "2026-11-25",
                "msg",
                "a \"b\" c",
                "src",
                "10.0.0.1",
                "dst",
                "x y",
                "empty",
                ""));
  }

  @Test
  void linesBelongToTheFirstLineOfTheirRecord() throws Exception {
    FileSettings settings = Settings.of("*.log", FileFormat.TEXT).startPattern("^\\d{4}-").make();
    Folder folder = new Folder(temporary, settings);
    folder.write("a.log", "2026-11-25 one\n  at x\n\n  at y\n2026-11-25 two\n  at z\n");
    assertThat(folder.runFor("message")).containsExactly("2026-11-25 one\n  at x\n\n  at y");
    folder.append("a.log", "  at w\n2026-11-25 three\n");
    assertThat(folder.runFor("message")).containsExactly("2026-11-25 two\n  at z\n  at w");
    folder.later(Duration.ofMinutes(2));
    assertThat(folder.runFor("message")).containsExactly("2026-11-25 three");
  }

  @Test
  void byteOrderMarksAndOtherEncodingsAreRead() throws Exception {
    String text = "gr\u00fc\u00dfe \u20ac\nzwei \u0a0a \u010a\ndrei\n";
    for (Charset charset :
        List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_8)) {
      List<Item> items =
          read(
              FileSettings.of("b.log", FileFormat.TEXT),
              "b.log",
              ("\uFEFF" + text).getBytes(charset));
      assertThat(
              items.stream()
                  .map(RecordFormatTest::message)
                  .collect(Collectors.joining("\n", "", "\n")))
          .as(charset.name())
          .isEqualTo(text);
    }
    byte[] latin = "gr\u00fc\u00dfe\nnext\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(message(read(FileSettings.of("c.log", FileFormat.TEXT), "c.log", latin).getFirst()))
        .isEqualTo("gr\u00fc\u00dfe");
    FileSettings cyrillic = Settings.of("d.log", FileFormat.TEXT).encoding("koi8-r").make();
    byte[] koi = "\u043f\u0440\u0438\u0432\u0435\u0442\n".getBytes(Charset.forName("koi8-r"));
    assertThat(message(read(cyrillic, "d.log", koi).getFirst()))
        .isEqualTo("\u043f\u0440\u0438\u0432\u0435\u0442");
  }

  @Test
  void numbersKeepTheirDigits() throws Exception {
    List<Item> items =
        read(
            FileSettings.of("*.jsonl", FileFormat.AUTO),
            "a.jsonl",
            "{\"a\": 9007199254740993, \"b\": 123456789012345678901234567890, \"c\": 1.5, \"d\":"
                + " null, \"e\": [true, {}]}\n");
    Map<?, ?> record = record(items.getFirst());
    assertThat(record.get("a")).isEqualTo(9007199254740993L);
    assertThat(record.get("b")).isEqualTo(new BigInteger("123456789012345678901234567890"));
    assertThat(record.get("c")).isEqualTo(1.5);
    assertThat(record.toString()).contains("d=null", "e=[true, {}]");
  }

  @Test
  void deepJsonIsOneUnreadableLine() throws Exception {
    List<Item> items =
        read(
            FileSettings.of("*.jsonl", FileFormat.AUTO),
            "a.jsonl",
            "{\"a\":" + "[".repeat(100_000) + "\n{\"a\": 1e999}\n{\"a\":1}\n");
    assertThat(items).hasSize(3);
    assertThat(((Unreadable) items.get(0)).reason()).contains("line 1").hasSizeLessThan(1_000);
    assertThat(((Unreadable) items.get(1)).reason()).contains("range");
    assertThat(record(items.get(2))).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void theTimeOfARecordIsReadInUsualForms() throws Exception {
    FileSettings settings = Settings.of("*.jsonl", FileFormat.AUTO).timeField("at.time").make();
    List<@Nullable Instant> times = new ArrayList<>();
    String lines =
        """
        {"at": {"time": "2026-11-25T04:00:00+01:00"}}
        {"at": {"time": "2026-11-25T03:00:00.123Z"}}
        {"at": {"time": 1795575600}}
        {"at": {"time": 1795575600123}}
        {"at": {"time": "1795575600.5"}}
        {"at": {"time": "yesterday"}}
        {"at": 5}
        """;
    for (Item item : read(settings, "a.jsonl", lines)) {
      times.add(((Event) item).time());
    }
    assertThat(times)
        .containsExactly(
            Instant.parse("2026-11-25T03:00:00Z"),
            Instant.parse("2026-11-25T03:00:00.123Z"),
            Instant.parse("2026-11-25T03:00:00Z"),
            Instant.parse("2026-11-25T03:00:00.123Z"),
            Instant.parse("2026-11-25T03:00:00.500Z"),
            null,
            null);
  }
}
