package org.tomte.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesArchiveTest {

  @TempDir Path folder;

  @Test
  void isChosenBySystemAndArchitecture() {
    assertThat(BinariesArchive.resourceName("Linux", "amd64"))
        .isEqualTo("postgres-linux-x86_64.txz");
    assertThat(BinariesArchive.resourceName("Linux", "aarch64"))
        .isEqualTo("postgres-linux-arm_64.txz");
    assertThatThrownBy(() -> BinariesArchive.resourceName("Linux", "riscv64"))
        .isInstanceOf(DatabaseFault.class)
        .hasMessageContaining("riscv64")
        .hasMessageContaining("external");
    assertThatThrownBy(() -> BinariesArchive.resourceName("Mac OS X", "aarch64"))
        .isInstanceOf(DatabaseFault.class);
  }

  @Test
  void holdsBothArchitectures() {
    ClassLoader loader = BinariesArchive.class.getClassLoader();
    assertThat(loader.getResource(BinariesArchive.resourceName("Linux", "amd64"))).isNotNull();
    assertThat(loader.getResource(BinariesArchive.resourceName("Linux", "arm64"))).isNotNull();
  }

  @Test
  void isUnpackedOnceAlsoByTwoProgramsAndMendedWhenAFileIsLost() throws Exception {
    BinariesArchive archive = BinariesArchive.forThisMachine();
    CompletableFuture<Path> other = CompletableFuture.supplyAsync(() -> archive.unpackOnce(folder));
    Path place = archive.unpackOnce(folder);
    assertThat(other.join()).isEqualTo(place);
    assertThat(entries(folder)).containsExactly(place);

    Path initdb = place.resolve("bin/initdb");
    assertThat(initdb).isExecutable();
    Files.writeString(initdb, "cut");
    assertThat(archive.unpackOnce(folder)).isEqualTo(place);
    assertThat(initdb).isExecutable();
    assertThat(Files.size(initdb)).isGreaterThan(10_000);
    assertThat(entries(folder)).containsExactly(place);

    Object before = Files.getLastModifiedTime(initdb);
    archive.unpackOnce(folder);
    assertThat(Files.getLastModifiedTime(initdb)).isEqualTo(before);
  }

  private static Stream<Path> entries(Path folder) throws Exception {
    try (Stream<Path> list = Files.list(folder)) {
      return list.toList().stream();
    }
  }
}
