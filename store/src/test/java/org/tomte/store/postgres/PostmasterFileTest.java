package org.tomte.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterFileTest {

  @TempDir Path data;

  @Test
  void isNothingWhenAbsent() throws IOException {
    assertThat(new PostmasterFile(data).livingServer()).isEmpty();
  }

  @Test
  void isRemovedWhenItsProcessIsNotPostgres() throws IOException {
    assertRemoved(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void isRemovedWhenItsProcessEnded() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    assertRemoved(Long.toString(process.pid()));
  }

  @Test
  void isRemovedWhenItsNumberBelongsToAServerOfAnotherDirectory() throws Exception {
    // A program under the name of the server, working in another folder.
    Path imposter = Files.copy(Path.of("/bin/sleep"), data.resolve("postgres"));
    Files.setAttribute(imposter, "unix:mode", 0700);
    Process process =
        new ProcessBuilder(imposter.toString(), "60").directory(Path.of("/tmp").toFile()).start();
    try {
      while (!ProcessStat.of(process.pid()).orElseThrow().name().equals("postgres")) {
        Thread.onSpinWait();
      }
      assertRemoved(Long.toString(process.pid()));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void isRemovedWhenItWasCutByAFullDisk() throws IOException {
    assertRemoved("12x");
  }

  private void assertRemoved(String firstLine) throws IOException {
    Path file = Files.writeString(data.resolve("postmaster.pid"), firstLine + "\n" + data + "\n");

    assertThat(new PostmasterFile(data).livingServer()).isEmpty();
    assertThat(file).doesNotExist();
  }
}
