package org.tomte.engine.definition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {

  static String resource(String name) {
    try (InputStream in = requireNonNull(DefinitionReaderTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static DefinitionReader.Result read(String text) {
    return new DefinitionReader().read("x.yaml", text);
  }

  @Test
  void readsTheExampleOfTheDesign() {
    DefinitionReader.Result result = read(resource("mailbox.yaml"));

    assertThat(result.faults()).isEmpty();
    assertThat(result.warnings()).isEmpty();
    assertThat(result.documents()).hasSize(8);
    DaemonDefinition daemon =
        (DaemonDefinition) requireNonNull(result.documents().getFirst().definition());
    assertThat(daemon.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(daemon.limits().deadline()).isEqualTo(Duration.ofMinutes(2));
    assertThat(daemon.rules())
        .extracting(RuleDefinition::id)
        .containsExactly("newsletter", "script-attached");
    assertThat(daemon.unmatched()).hasSize(1);
    MappingRow title = requireNonNull(requireNonNull(daemon.mappings().get("mail")).get("title"));
    assertThat(title.then()).containsExactly(new Transform.Cut(200));
  }

  @Test
  void textsOfTheDocumentsAreTheFile() {
    String file = resource("mailbox.yaml");

    List<DefinitionDocument> documents = read(file).documents();

    assertThat(String.join("", documents.stream().map(DefinitionDocument::text).toList()))
        .isEqualTo(file);
  }
}
