package org.tomte.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.store.postgres.DatabaseFault.Kind;

class InstanceHomeTest {

  @TempDir Path folder;

  @Test
  void isMadeForItsOwnerOnly() throws IOException {
    InstanceHome home = InstanceHome.open(folder.resolve("deep/home"));

    for (Path each : new Path[] {home.root(), home.data(), home.blobs(), home.logs()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void isNamedByTheEnvironmentOrLiesInTheUsersHome() {
    Path named = folder.resolve("named");

    assertThat(InstanceHome.of(Map.of("TOMTE_HOME", named.toString()), folder).root())
        .isEqualTo(named);
    assertThat(InstanceHome.of(Map.of("TOMTE_HOME", " "), folder).root())
        .isEqualTo(folder.resolve(".tomte"));
  }

  @Test
  void tellsThatItCannotBeWritten() throws IOException {
    DatabaseFault fault =
        catchThrowableOfType(
            DatabaseFault.class, () -> InstanceHome.open(placeWithoutWriting().resolve("home")));

    assertThat(fault.kind()).isEqualTo(Kind.NO_RIGHTS);
    assertThat(fault).hasMessageContaining("TOMTE_HOME").hasMessageContaining("home)");
  }

  @Test
  void tellsThatAFileStandsInItsPlace() throws IOException {
    Path file = Files.createFile(folder.resolve("home"));

    DatabaseFault fault =
        catchThrowableOfType(DatabaseFault.class, () -> InstanceHome.open(file.resolve("below")));

    assertThat(fault).hasMessageContaining(file.toString()).hasMessageContaining("TOMTE_HOME");
  }

  /** Root may write everywhere but in file systems that take no files. */
  private Path placeWithoutWriting() throws IOException {
    if (System.getProperty("user.name").equals("root")) {
      return Path.of("/sys");
    }
    Path closed = Files.createDirectory(folder.resolve("closed"));
    return Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
  }
}
