package org.tomte.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultKeysTest {

  @TempDir Path folder;

  @Test
  void areMadeOnceInAFileOfTheOwner() throws IOException {
    Path file = folder.resolve("key");
    VaultKeys.open(Map.of(), file);
    String made = Files.readString(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    VaultKeys.open(Map.of(), file);
    assertThat(Files.readString(file)).isEqualTo(made);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx-----x"})
  void areRefusedInAFileThatOthersMayUse(String permissions) throws IOException {
    Path file = folder.resolve("key");
    VaultKeys.open(Map.of(), file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> VaultKeys.open(Map.of(), file))
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining(permissions)
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void areRefusedInAFileOfSomethingElseWithoutShowingIt() throws IOException {
    Path file = folder.resolve("key");
    for (String text : new String[] {"", "{}", "hunter2", "{\"key\":[{\"hunter2\":1}]}"}) {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text);
      assertThatThrownBy(() -> VaultKeys.open(Map.of(), file))
          .as(text)
          .isInstanceOf(SecretFault.class)
          .hasNoCause()
          .hasMessageContaining(file.toString())
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void cannotBeMadeWhereNothingCanBeWritten() {
    assertThatThrownBy(() -> VaultKeys.open(Map.of(), folder.resolve("missing/key")))
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining("missing/key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "aHVudGVyMg==",
        "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=,hunter2",
        "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=,"
      })
  void fromTheEnvironmentAreCheckedWithoutShowingThem(String value) {
    assertThatThrownBy(() -> VaultKeys.open(Map.of("TOMTE_KEY", value), folder.resolve("key")))
        .isInstanceOf(SecretFault.class)
        .hasNoCause()
        .hasMessageContaining("TOMTE_KEY")
        .hasMessageContaining("openssl rand -base64 32")
        .hasMessageNotContaining("hunter2");
    assertThat(folder.resolve("key")).doesNotExist();
  }

  @Test
  void mayBeTheTextOfAKeyFileInTheEnvironment() throws IOException {
    Path file = folder.resolve("key");
    VaultKeys.open(Map.of(), file);
    String text = Files.readString(file);

    assertThat(VaultKeys.open(Map.of("TOMTE_KEY", text), folder.resolve("none")).size())
        .isEqualTo(1);
  }
}
