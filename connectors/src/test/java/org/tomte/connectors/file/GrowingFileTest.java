package org.tomte.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** Growth, rotation, truncation, copies and compression: nothing is lost and nothing read twice. */
class GrowingFileTest {
  @TempDir Path temporary;

  private Folder folder(FileFormat format, String glob) {
    return new Folder(temporary, FileSettings.of(glob, format));
  }

  private Folder logs() {
    return folder(FileFormat.TEXT, "app*");
  }

  @Test
  void whatIsAppendedIsReadOnceAndAHalfWrittenLineWaits() throws Exception {
    Folder logs = logs();
    logs.write("app.log", "one\ntwo\nthr");
    assertThat(logs.runFor("message")).containsExactly("one", "two");
    logs.append("app.log", "ee\nfour\n");
    assertThat(logs.runFor("message")).containsExactly("three", "four");
    assertThat(logs.runFor("message")).isEmpty();
  }

  @Test
  void aLastLineWithoutAnEndIsReadWhenTheFileWasLeftAlone() throws Exception {
    Folder logs = logs();
    logs.write("app.log", "one\ntwo");
    assertThat(logs.runFor("message")).containsExactly("one");
    logs.later(Duration.ofMinutes(2));
    assertThat(logs.runFor("message")).containsExactly("two");
    logs.append("app.log", "\nthree\n");
    assertThat(logs.runFor("message")).containsExactly("three");
  }

  @Test
  void theIdentityOfAShortFileStaysWhileItGrows() throws Exception {
    Folder logs = logs();
    logs.write("app.log", "a\n");
    List<@Nullable Object> read = new ArrayList<>(logs.runFor("message"));
    StringBuilder all = new StringBuilder("a\n");
    for (int i = 0; i < 300; i++) {
      String line = "line " + i + " " + "x".repeat(i * 3) + "\n";
      logs.append("app.log", line);
      all.append(line);
      if (i % 7 == 0) {
        read.addAll(logs.runFor("message"));
      }
    }
    read.addAll(logs.runFor("message"));
    assertThat(logs.pointers()).hasSize(1);
    assertThat(read).isEqualTo(all.toString().lines().toList());
  }

  @Test
  void aFileWithoutAFirstLineHasNoStreamYet() throws Exception {
    Folder logs = logs();
    logs.write("app.log", "");
    assertThat(logs.run()).isEmpty();
    logs.append("app.log", "half");
    assertThat(logs.run()).isEmpty();
    assertThat(logs.pointers()).isEmpty();
    logs.append("app.log", " line\n");
    assertThat(logs.runFor("message")).containsExactly("half line");
  }

  @Test
  void aRenamedFileIsFinishedAndTheNewOneStartsAtItsBeginning() throws Exception {
    Folder logs = logs();
    logs.write("app.log", "1 one\n1 two\n");
    assertThat(logs.run()).hasSize(2);
    logs.append("app.log", "1 three\n");
    logs.rename("app.log", "app.log.1");
    logs.append("app.log.1", "1 late\n");
    logs.write("app.log", "2 one\n");
    assertThat(logs.runFor("message")).containsExactlyInAnyOrder("1 three", "1 late", "2 one");
    logs.rename("app.log.1", "app.log.2");
    logs.rename("app.log", "app.log.1");
    logs.write("app.log", "3 one\n");
    assertThat(logs.runFor("message")).containsExactly("3 one");
  }

  @Test
  void aFileRenamedToAnotherFamilyStaysTheSameStream() throws Exception {
    Folder logs = logs();
    logs.write("app.log", "1 one\n");
    assertThat(logs.run()).hasSize(1);
    logs.append("app.log", "1 two\n");
    logs.rename("app.log", "app-of-yesterday.log");
    logs.write("app.log", "2 one\n");
    assertThat(logs.runFor("message")).containsExactlyInAnyOrder("1 two", "2 one");
    assertThat(logs.runFor("message")).isEmpty();
  }

  @Test
  void rotationWorksForAnEngineThatDoesNotTellItsPointers() throws Exception {
    Folder logs = logs().withoutTellingPointers();
    logs.write("app.log", "1 one\n");
    assertThat(logs.run()).hasSize(1);
    logs.append("app.log", "1 two\n");
    logs.rename("app.log", "app.log-20261125");
    logs.write("app.log", "2 one\n");
    assertThat(logs.runFor("message")).containsExactlyInAnyOrder("1 two", "2 one");
    logs.gzip("app.log-20261125", "app.log-20261125.gz");
    Files.delete(temporary.resolve("app.log-20261125"));
    assertThat(logs.runFor("message")).isEmpty();
  }

  @Test
  void copyAndTruncateLosesNothing() throws Exception {
    Folder logs = logs();
    Path live = logs.write("app.log", "1 one\n1 two\n");
    assertThat(logs.run()).hasSize(2);
    logs.append("app.log", "1 three\n");
    Files.copy(live, temporary.resolve("app.log.1"));
    assertThat(logs.runFor("message")).containsExactly("1 three");
    logs.append("app.log", "1 four\n");
    Files.copy(live, temporary.resolve("app.log.1"), StandardCopyOption.REPLACE_EXISTING);
    logs.write("app.log", "2 one\n");
    assertThat(logs.runFor("message")).containsExactlyInAnyOrder("1 four", "2 one");
  }

  @Test
  void aFileCutToTheSameFirstLineIsANewGeneration() throws Exception {
    Folder logs = logs();
    logs.write("app.log", "banner\none\ntwo\n");
    assertThat(logs.run()).hasSize(3);
    logs.write("app.log", "banner\nthree\n");
    assertThat(logs.runFor("message")).containsExactly("banner", "three");
    logs.append("app.log", "four\nfive and more than before\n");
    assertThat(logs.runFor("message")).containsExactly("four", "five and more than before");
    logs.write("app.log", "banner\n");
    assertThat(logs.runFor("message")).containsExactly("banner");
    assertThat(logs.pointers().keySet())
        .hasSize(3)
        .anyMatch(n -> n.endsWith("~2"))
        .anyMatch(n -> n.endsWith("~3"));
  }

  @Test
  void aCutFileIsToldToAnEngineThatDoesNotTellItsPointers() throws Exception {
    Folder logs = logs().withoutTellingPointers();
    logs.write("app.log", "banner\none\ntwo\n");
    assertThat(logs.run()).hasSize(3);
    logs.write("app.log", "banner\n");
    ConnectorFault fault = catchThrowableOfType(ConnectorFault.class, logs::run);
    assertThat(fault.kind()).isEqualTo(FaultKind.BAD_DATA);
    assertThat(fault).hasMessageContaining("app.log").hasMessageContaining("15 bytes");
  }

  @Test
  void compressedSiblingsAreTheSameStream() throws Exception {
    Folder logs = logs();
    logs.write("app.log", "1 one\n1 two\n");
    assertThat(logs.run()).hasSize(2);
    logs.append("app.log", "1 three\n");
    logs.rename("app.log", "app.log.1");
    logs.gzip("app.log.1", "app.log.1.gz");
    logs.write("app.log", "2 one\n");
    assertThat(logs.runFor("message")).containsExactlyInAnyOrder("1 three", "2 one");
    Files.delete(temporary.resolve("app.log.1"));
    assertThat(logs.runFor("message")).isEmpty();
  }

  @Test
  void aCompressedFileIsReadFromWhereThePlainOneWasLeft() throws Exception {
    Folder logs = logs();
    logs.write("app.log", "1 one\n1 two\n");
    assertThat(logs.run()).hasSize(2);
    logs.append("app.log", "1 three\n1 four");
    logs.rename("app.log", "app.log.1");
    logs.gzip("app.log.1", "app.log.1.gz");
    Files.delete(temporary.resolve("app.log.1"));
    assertThat(logs.runFor("message")).containsExactly("1 three", "1 four");
  }

  @Test
  void filesOfOneFamilyThatBeginAlikeAreToldToAPerson() throws Exception {
    Folder logs = logs();
    logs.write("app.log.1", "banner\none\n");
    logs.write("app.log", "banner\ntwo\n");
    ConnectorFault fault = catchThrowableOfType(ConnectorFault.class, logs::run);
    assertThat(fault.kind()).isEqualTo(FaultKind.CONFIGURATION);
    assertThat(fault).hasMessageContaining("identity-lines");
    FileSettings two = Settings.of("app*", FileFormat.TEXT).identityLines(2).make();
    Folder better = new Folder(temporary, two);
    assertThat(better.runFor("message"))
        .containsExactlyInAnyOrder("banner", "one", "banner", "two");
  }

  @Test
  void filesOfTwoFamiliesThatBeginAlikeAreTwoStreams() throws Exception {
    Folder tables = folder(FileFormat.CSV, "*.csv");
    tables.write("a.csv", "host,port\nalpha,1\nbeta,2\n");
    tables.write("b.csv", "host,port\nalpha,1\ngamma,3\n");
    assertThat(tables.runFor("host")).containsExactlyInAnyOrder("alpha", "beta", "alpha", "gamma");
    tables.append("a.csv", "delta,4\n");
    assertThat(tables.runFor("host")).containsExactly("delta");
  }

  @Test
  void filesThatDifferOnlyFarBehindTheirBeginningAreBothRead() throws Exception {
    Folder tables = folder(FileFormat.TEXT, "*.txt");
    String same = "the same line again and again\n".repeat(3_000);
    tables.write("a.txt", same + "end of a\n" + same);
    tables.write("b.txt", same + "b ends here\n" + same);
    assertThat(tables.runFor("message")).hasSize(12_002).contains("end of a", "b ends here");
    tables.write("copy-of-a.txt", same + "end of a\n" + same);
    assertThat(tables.run()).isEmpty();
  }

  @Test
  void equalLinesStayTwoEvents() throws Exception {
    Folder logs = logs();
    logs.write("app.log", "same\nsame\nsame\n");
    assertThat(logs.run()).extracting(item -> item.key()).containsExactly("0", "5", "10");
  }

  @Test
  void aLineThatIsTooLongIsOneUnreadableAndTheNextIsRead() throws Exception {
    FileSettings small = Settings.of("app*", FileFormat.TEXT).maxLineBytes(1_024).make();
    Folder logs = new Folder(temporary, small);
    logs.write("app.log", "one\n" + "x".repeat(500_000) + "\nthree\n");
    List<@Nullable Object> read = logs.runFor("message");
    assertThat(read).hasSize(3).contains("one", "three");
    assertThat(String.valueOf(read.get(1))).contains("line 2, byte 4", "1024 bytes");
  }

  @Test
  void aBrokenLineSaysWhereAndWhy() throws Exception {
    Folder lines = folder(FileFormat.JSONL, "*.jsonl");
    lines.write("a.jsonl", "{\"a\":1}\n{\"a\":\n[1]\n{\"a\":1,\"a\":2}\n{\"a\":5}\n");
    List<@Nullable Object> read = lines.runFor("a");
    assertThat(read).hasSize(5).startsWith(1L).endsWith(5L);
    assertThat(String.valueOf(read.get(1))).contains("a.jsonl, line 2, byte 8", "not valid JSON");
    assertThat(String.valueOf(read.get(2))).contains("a JSON object was expected");
    assertThat(String.valueOf(read.get(3))).contains("stands twice");
  }

  /** Writers, rotators and readers in a random order, against a list of what was written. */
  @Test
  void randomHistoriesLoseNothingAndDoubleNothing() throws Exception {
    for (int seed = 0; seed < 40; seed++) {
      Path path = Files.createDirectory(temporary.resolve("history" + seed));
      Folder logs = new Folder(path, FileSettings.of("app*", FileFormat.TEXT));
      Random random = new Random(seed);
      List<String> written = new ArrayList<>();
      List<@Nullable Object> read = new ArrayList<>();
      int rotations = 0;
      for (int step = 0; step < 60; step++) {
        switch (random.nextInt(5)) {
          case 0, 1 -> append(logs, random, written);
          case 2, 3 -> read.addAll(logs.runFor("message"));
          default -> rotations += rotate(logs, path, random, rotations) ? 1 : 0;
        }
      }
      read.addAll(logs.runFor("message"));
      assertThat(read).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(written);
    }
  }

  private static void append(Folder logs, Random random, List<String> written) throws IOException {
    for (int i = random.nextInt(6); i >= 0; i--) {
      String line = written.size() + " " + "y".repeat(random.nextInt(40));
      written.add(line);
      logs.append("app.log", line + "\n");
    }
  }

  /** By renaming, by renaming and compressing, or by copying and truncating. */
  private static boolean rotate(Folder logs, Path path, Random random, int number)
      throws Exception {
    Path live = path.resolve("app.log");
    if (!Files.exists(live) || Files.size(live) == 0) {
      return false;
    }
    String name = "app.log." + (number + 1);
    int way = random.nextInt(3);
    if (way == 2) {
      Files.copy(live, path.resolve(name));
      Files.writeString(live, "");
      return true;
    }
    logs.rename("app.log", name);
    if (way == 1) {
      logs.gzip(name, name + ".gz");
      Files.delete(path.resolve(name));
    }
    return true;
  }
}
