package org.tomte.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

class PathPatternTest {
  @TempDir Path temporary;

  @BeforeEach
  void make() throws Exception {
    for (String name :
        List.of("a.log", "b.txt", ".hidden.log", "sub/c.log", "sub/deep/d.log", "Done/e.log")) {
      Path file = temporary.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x\n");
    }
    Files.createSymbolicLink(temporary.resolve("link.log"), temporary.resolve("b.txt"));
    Files.createSymbolicLink(temporary.resolve("sub/loop"), temporary);
  }

  private List<String> names(String path, String... exclude) throws ConnectorFault {
    return PathPattern.of(path, temporary, List.of(exclude)).names();
  }

  @Test
  void foldersFilesAndGlobs() throws Exception {
    assertThat(names(".")).containsExactly("a.log", "b.txt", "link.log");
    assertThat(names("sub")).containsExactly("c.log");
    assertThat(names("a.log")).containsExactly("a.log");
    assertThat(names(temporary + "/*.log")).containsExactly("a.log", "link.log");
    assertThat(names("**/*.log", "Done/**", "link*"))
        .containsExactly("a.log", "sub/c.log", "sub/deep/d.log");
    assertThat(names("{sub,Done}/*.log")).containsExactly("Done/e.log", "sub/c.log");
    assertThat(names("*.none")).isEmpty();
    assertThat(names(".hidden.log")).containsExactly(".hidden.log");
  }

  @Test
  void whatIsMissingIsTold() {
    ConnectorFault folder =
        catchThrowableOfType(ConnectorFault.class, () -> names("nowhere/*.log"));
    assertThat(folder.kind()).isEqualTo(FaultKind.CONFIGURATION);
    assertThat(folder).hasMessageContaining("nowhere");
    ConnectorFault file = catchThrowableOfType(ConnectorFault.class, () -> names("gone.log"));
    assertThat(file.kind()).isEqualTo(FaultKind.UNAVAILABLE);
  }

  @Test
  void settingsThatCannotWorkAreRefusedWithWhatIsValid() {
    assertThatThrownBy(() -> Settings.of("x", FileFormat.TEXT).encoding("utf-99").make())
        .hasMessageContaining("utf-99")
        .hasMessageContaining("utf-8");
    assertThatThrownBy(() -> Settings.of("x", FileFormat.TEXT).pattern("(").make())
        .hasMessageContaining("pattern is not a valid expression");
    assertThatThrownBy(() -> Settings.of(" ", FileFormat.TEXT).make()).hasMessageContaining("path");
    assertThatThrownBy(() -> Settings.of("x", FileFormat.TEXT).maxLineBytes(5).make())
        .hasMessageContaining("1024");
  }

  @Test
  void rotationSuffixesAreNotPartOfTheFamily() {
    for (String name :
        List.of(
            "app.log",
            "app.log.1",
            "app.log.12.gz",
            "app.log-20261125",
            "app.log-20261125.xz",
            "app.log.2026-11-25",
            "app.log.old",
            "app.log.1.zip")) {
      assertThat(StreamNames.withoutSuffixes(name)).as(name).isEqualTo("app.log");
    }
    assertThat(StreamNames.withoutSuffixes("export-2026-11-25.csv"))
        .isEqualTo("export-2026-11-25.csv");
    assertThat(StreamNames.withoutSuffixes("logs/20261125")).isEqualTo("logs/20261125");
  }
}
