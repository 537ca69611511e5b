package org.tomte.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.Acknowledgement;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Poller;
import org.tomte.api.SourceContext;
import org.tomte.api.Unreadable;
import org.tomte.testkit.Reading;

/** Files that are one event each, or many records of one document. */
class WholeFileTest {
  @TempDir Path temporary;
  private Folder folder;

  @BeforeEach
  void make() {
    folder = new Folder(temporary, FileSettings.of(".", FileFormat.AUTO));
  }

  private List<Item> read(FileSettings settings) throws Exception {
    Folder settled = new Folder(temporary, settings);
    settled.later(Duration.ofMinutes(10));
    return settled.run();
  }

  private void settle() {
    folder.later(Duration.ofMinutes(10));
  }

  @Test
  void aFileThatIsBeingWrittenWaits() throws Exception {
    folder.write("a.json", "{\"a\": 1}");
    assertThat(folder.run()).isEmpty();
    folder.later(Duration.ofSeconds(6));
    assertThat(folder.run()).hasSize(1);
  }

  @Test
  void listingReadsNoFileAndTheVersionTellsAChange() throws Exception {
    folder.write("a.json", "{\"a\": 1}");
    String first = listed().version();
    assertThat(listed().version()).isEqualTo(first);
    Files.writeString(temporary.resolve("a.json"), "{\"a\": 22}");
    assertThat(listed().version()).isNotEqualTo(first);
    assertThat(listed().key()).isEqualTo("a.json");
  }

  private Listed listed() throws Exception {
    FileSettings settings = FileSettings.of("*.json", FileFormat.AUTO);
    SourceContext context =
        new SourceContext(
            "test", InstantSource.fixed(Folder.NOW.plusSeconds(99_999_999)), temporary);
    try (Poller poller = new FileConnector().open(settings, context)) {
      return (Listed)
          Reading.pagesOf(Folder.NOW, 10).stream(poller, "files", null, null).getFirst();
    }
  }

  @Test
  void anUntouchedContentHasTheSameHashVersion() throws Exception {
    FileSettings settings = Settings.of("*.json", FileFormat.JSON).hashVersion().make();
    Files.writeString(temporary.resolve("a.json"), "{\"a\": 1}");
    String first = version(read(settings).getFirst());
    Files.setLastModifiedTime(temporary.resolve("a.json"), FileTime.fromMillis(1));
    assertThat(version(read(settings).getFirst())).isEqualTo(first).hasSize(64);
  }

  private static String version(Item item) {
    return String.valueOf(((Event) item).version());
  }

  @Test
  void aMailIsAnEventWithItsAttachments() throws Exception {
    folder.write(
        "report.eml",
        "From: a@example.com\r\nSubject: hi\r\nContent-Type: text/csv; name=x.csv\r\n\r\n1,2\r\n");
    settle();
    Event mail = (Event) folder.run().getFirst();
    assertThat(mail.fields())
        .containsEntry("subject", "hi")
        .containsKeys("file", "headers", "original");
    assertThat(mail.attachments())
        .singleElement()
        .satisfies(a -> assertThat(a.name()).isEqualTo("x.csv"));
    assertThat(Objects.requireNonNull(mail.raw()).mediaType()).isEqualTo("message/rfc822");
  }

  @Test
  void recordsOfAJsonArrayAreKnownByTheirContentOrTheirId() throws Exception {
    folder.write(
        "a.json",
        "{\"skip\": [1, {\"x\": []}], \"data\": {\"hosts\": [{\"id\": 1, \"n\": \"a\"}, {\"id\":"
            + " 2}, {\"id\": 2}, 7]}}");
    List<Item> byContent =
        read(Settings.of("*.json", FileFormat.JSON).records("/data/hosts").make());
    assertThat(byContent).hasSize(4);
    assertThat(byContent.get(2).key()).isEqualTo(byContent.get(1).key() + "~2");
    folder.write(
        "a.json", "{\"data\": {\"hosts\": [{\"id\": 3}, {\"id\": 2}, {\"id\": 1, \"n\": \"b\"}]}}");
    List<Item> later = read(Settings.of("*.json", FileFormat.JSON).records("/data/hosts").make());
    assertThat(later.get(1).key()).isEqualTo(byContent.get(1).key());
    List<Item> byId =
        read(Settings.of("*.json", FileFormat.JSON).records("/data/hosts").id("id").make());
    assertThat(byId).extracting(Item::key).containsExactly("a.json#3", "a.json#2", "a.json#1");
  }

  @Test
  void recordsOfXmlKeepAttributesListsAndText() throws Exception {
    folder.write(
        "a.xml",
        "<r><hosts><host name='a'><port>22</port><port id='x'>80</port><os>Linux</os></host><host"
            + " name='b'/></hosts><other><host/></other></r>");
    List<Item> items = read(Settings.of("*.xml", FileFormat.XML).records("r/hosts/host").make());
    assertThat(items)
        .extracting(item -> ((Event) item).fields().get("record"))
        .isEqualTo(
            List.of(
                Map.of(
                    "name",
                    "a",
                    "port",
                    List.of("22", Map.of("id", "x", "text", "80")),
                    "os",
                    "Linux"),
                Map.of("name", "b")));
  }

  @Test
  void aBrokenDocumentGivesTheRecordsBeforeAndSaysWhere() throws Exception {
    folder.write("a.xml", "<r><h>1</h><h>2</h>\n<h>3</x></r>");
    List<Item> items = read(Settings.of("*.xml", FileFormat.XML).records("r/h").make());
    assertThat(items).hasSize(3);
    assertThat(((Unreadable) items.get(2)).reason())
        .contains("a.xml", "line 2", "the 2 records before are read");
    folder.write("b.json", "[{\"a\":1},{\"a\"");
    assertThat(read(Settings.of("*.json", FileFormat.JSON).records("").make())).hasSize(2);
  }

  @Test
  void xmlReadsNoOtherFilesAndExpandsNoBombs() throws Exception {
    Path secret = Files.writeString(temporary.resolve("secret.txt"), "top secret");
    folder.write("a.xml", "<!DOCTYPE r [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]><r>&x;</r>");
    folder.write(
        "b.xml",
        "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><r>&b;</r>");
    folder.write("c.xml", "<a>".repeat(50_000));
    List<Item> items = read(FileSettings.of("*.xml", FileFormat.XML));
    assertThat(items).hasSize(3);
    for (Item item : items) {
      String words =
          item instanceof Unreadable unreadable
              ? unreadable.reason()
              : ((Event) item).fields().toString();
      assertThat(words).doesNotContain("top secret").doesNotContain("aaaaaaaaaa");
    }
  }

  @Test
  void wholeFilesOfGrowingFormatsAreOneEvent() throws Exception {
    folder.write("a.csv", "x,y\n1,2\n3,4");
    folder.write("b.jsonl", "{\"a\":1}\n{\"a\":2}\n");
    folder.write("c.txt", "one\ntwo\n");
    List<Item> items = read(Settings.of("*.*", FileFormat.AUTO).whole().make());
    assertThat(items)
        .extracting(item -> ((Event) item).fields().get("records"))
        .startsWith(
            List.of(Map.of("x", "1", "y", "2"), Map.of("x", "3", "y", "4")),
            List.of(Map.of("a", 1L), Map.of("a", 2L)));
    assertThat(((Event) items.get(2)).fields()).containsEntry("message", "one\ntwo\n");
  }

  @Test
  void membersOfArchivesAndCompressedFilesAreRead() throws Exception {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(temporary.resolve("m.zip")))) {
      for (String name : List.of("one.eml", "folder/two.json")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(
            (name.endsWith("eml") ? "Subject: zipped\r\n\r\nx" : "{\"a\": 5}")
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    Files.write(
        temporary.resolve("z.json.gz"), gzip("{\"a\": 6}".getBytes(StandardCharsets.UTF_8)));
    List<Item> items = read(FileSettings.of("*", FileFormat.AUTO));
    assertThat(items)
        .extracting(Item::key)
        .containsExactly("m.zip!folder/two.json", "m.zip!one.eml", "z.json.gz");
    assertThat(((Event) items.get(1)).fields()).containsEntry("subject", "zipped");
    assertThat(((Event) items.get(2)).fields()).containsEntry("record", Map.of("a", 6L));
  }

  private static byte[] gzip(byte[] content) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void bombsAndLargeFilesAreUnreadableAndSayWhichLimit() throws Exception {
    Files.write(temporary.resolve("bomb.json.gz"), gzip(new byte[40 << 20]));
    Files.write(
        temporary.resolve("large.json"),
        ("[" + "1,".repeat(3_000) + "1]").getBytes(StandardCharsets.UTF_8));
    List<Item> items = read(Settings.of("*", FileFormat.JSON).maxFileBytes(2_000).make());
    assertThat(((Unreadable) items.get(0)).reason()).contains("max-file-bytes");
    assertThat(((Unreadable) items.get(1)).reason()).contains("max-file-bytes");
    List<Item> bomb = read(Settings.of("bomb*", FileFormat.JSON).maxRatio(20).make());
    assertThat(((Unreadable) bomb.getFirst()).reason()).contains("max-ratio");
  }

  @Test
  void movingKeepsFoldersAvoidsNamesAndIsDoneOnce() throws Exception {
    folder.write("in/a.json", "{}");
    folder.write("in/sub/a.json", "{\"x\":1}");
    folder.write("in/Done/a.json", "{\"other\":1}");
    FileSettings settings = Settings.of("in/**/*.json", FileFormat.JSON).exclude("Done/**").make();
    assertThat(acknowledge(settings, "a.json", "move", "Done")).isNull();
    assertThat(acknowledge(settings, "a.json", "move", "Done")).isNull();
    assertThat(acknowledge(settings, "sub/a.json", "move", "Done")).isNull();
    assertThat(temporary.resolve("in/Done/a-1.json")).hasContent("{}");
    assertThat(temporary.resolve("in/Done/a.json")).hasContent("{\"other\":1}");
    assertThat(temporary.resolve("in/Done/sub/a.json")).exists();
    assertThat(temporary.resolve("in/a.json")).doesNotExist();
  }

  @Test
  void movesThatWouldDoHarmAreRefused() throws Exception {
    folder.write("in/a.json", "{}");
    folder.write("outside.json", "{}");
    FileSettings all = FileSettings.of("in/**", FileFormat.JSON);
    assertThat(acknowledge(all, "a.json", "move", "Done")).contains("is read by this source too");
    assertThat(acknowledge(all, "../outside.json", "delete", "")).contains("lies outside");
    assertThat(acknowledge(all, "a.json", "move", "")).contains("needs a folder");
    assertThat(acknowledge(all, "a.json", "burn", "")).contains("valid are move and delete");
    assertThat(acknowledge(all, "m.zip!a.json", "delete", "")).contains("archive");
    assertThat(temporary.resolve("in/a.json")).exists();
    assertThat(temporary.resolve("outside.json")).exists();
    assertThat(acknowledge(all, "a.json", "delete", "")).isNull();
    assertThat(acknowledge(all, "a.json", "delete", "")).isNull();
    assertThat(temporary.resolve("in/a.json")).doesNotExist();
  }

  @Test
  void aFileThatChangedSinceItWasReadStays() throws Exception {
    folder.write("a.json", "{}");
    FileSettings settings = FileSettings.of("*.json", FileFormat.JSON);
    SourceContext context =
        new SourceContext("test", InstantSource.fixed(Folder.NOW.plusSeconds(60)), temporary);
    try (Poller poller = new FileConnector().open(settings, context)) {
      assertThat(Reading.pagesOf(Folder.NOW, 10).whole(poller, "files")).hasSize(1);
      folder.write("a.json", "{\"new\": true}");
      List<@Nullable String> answers =
          poller.acknowledge("files", List.of(new Acknowledgement("a.json", "delete", "")));
      assertThat(answers.getFirst()).contains("changed");
    }
    assertThat(temporary.resolve("a.json")).exists();
  }

  private @Nullable String acknowledge(
      FileSettings settings, String key, String verb, String argument) throws Exception {
    SourceContext context = new SourceContext("test", InstantSource.fixed(Folder.NOW), temporary);
    try (Poller poller = new FileConnector().open(settings, context)) {
      return poller
          .acknowledge("files", List.of(new Acknowledgement(key, verb, argument)))
          .getFirst();
    }
  }
}
