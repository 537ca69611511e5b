package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomte.api.Connector;
import org.tomte.engine.definition.compile.DefinitionSet;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Installed;

/** What documents show as settings of the data layer is valid as it stands. */
class DocumentExamplesTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```");
  private static final Path DOCS = Path.of("..", "docs");

  static Stream<Arguments> examples() throws IOException {
    List<Arguments> all = new ArrayList<>();
    for (String page : List.of("settings.md", "incidents.md")) {
      Matcher matcher = BLOCK.matcher(Files.readString(DOCS.resolve(page)));
      while (matcher.find()) {
        String text = matcher.group(1);
        all.add(Arguments.of(text.lines().findFirst().orElse(""), text));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void isValid(String name, String text) {
    List<Connector<?>> connectors = new ArrayList<>();
    for (Connector<?> connector : ServiceLoader.load(Connector.class)) {
      connectors.add(connector);
    }
    assertThat(
            new DefinitionValidator(Installed.of(connectors))
                .validate(DefinitionSet.read(name, text))
                .faults())
        .isEmpty();
  }
}
