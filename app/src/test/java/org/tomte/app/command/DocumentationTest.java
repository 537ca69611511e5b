package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.Assembly;
import org.tomte.engine.definition.DefinitionReader;
import org.tomte.engine.definition.compile.DefinitionSet;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Validation;

/**
 * The pages say what the program does: references are what it prints, and every example is valid.
 * To write the references anew, run this test with {@code -Dtomte.docs=write}.
 */
class DocumentationTest {
  private static final Path DOCS = docs();
  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

  @TempDir Path folder;

  private static Path docs() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("docs")) ? here.resolve("docs") : here.resolve("../docs");
  }

  @Test
  void functionsAreThoseOfTheLibrary() throws IOException {
    same("functions.md", "# Functions", new Caller(folder).call("functions", "--markdown").out());
  }

  @Test
  void keysAreThoseOfTheRecords() throws IOException {
    same("definitions.md", "## Every key", new Caller(folder).call("schema", "--markdown").out());
  }

  @Test
  void commandsAreThoseOfTheProgram() throws IOException {
    same("command-line.md", "## Commands", new Caller(folder).call("--markdown").out());
  }

  /** The part of a page from its heading on is what the program prints. */
  private static void same(String name, String heading, String printed) throws IOException {
    Path page = DOCS.resolve(name);
    String text = Files.exists(page) ? Files.readString(page) : "";
    int start = text.indexOf(heading);
    String before = start < 0 ? text : text.substring(0, start);
    assertThat(printed).startsWith(heading);
    if ("write".equals(System.getProperty("tomte.docs"))) {
      Files.writeString(page, before + printed);
      return;
    }
    assertThat(start).as("%s has the heading %s", name, heading).isNotNegative();
    assertThat(text.substring(start))
        .as("%s is what the program prints; run this test with -Dtomte.docs=write", name)
        .isEqualTo(printed);
  }

  @Test
  void everyYamlExampleOfAPageIsValidTogetherWithTheOthersOfIt() throws IOException {
    Map<String, String> pages = yamlOfPages();
    assertThat(pages).containsKey("definitions.md");
    DefinitionValidator validator = new DefinitionValidator(Assembly.installed());
    pages.forEach((page, yaml) -> {
      Validation validation =
          validator.validate(DefinitionSet.of(List.of(new DefinitionReader().read(page, yaml))));
      assertThat(validation.faults()).as(page).isEmpty();
      assertThat(validation.warnings()).as(page).isEmpty();
    });
  }

  @Test
  void theTestsOfTheExamplesPass() throws IOException {
    for (String page : List.of("definitions.md", "outbox.md", "tasks-and-indicators.md")) {
      Files.writeString(folder.resolve("page.yaml"), String.valueOf(yamlOfPages().get(page)));
      Caller.Answer answer = new Caller(folder).call("test", "page.yaml");
      assertThat(answer.out()).as(page).endsWith("1 test, 0 failed\n");
    }
  }

  @Test
  void theExampleOfEachConnectorIsValid() throws IOException {
    DefinitionValidator validator = new DefinitionValidator(Assembly.installed());
    for (var connector : Assembly.installed().connectors().values()) {
      try (var example = connector.getClass().getResourceAsStream("example.yaml")) {
        if (example != null) {
          String yaml = new String(example.readAllBytes(), StandardCharsets.UTF_8);
          var document = new DefinitionReader().read(connector.name(), yaml);
          Validation validation = validator.validate(DefinitionSet.of(List.of(document)));
          assertThat(validation.faults()).as(connector.name()).isEmpty();
        }
      }
    }
  }

  static Map<String, String> yamlOfPages() throws IOException {
    Map<String, String> pages = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(DOCS)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".md")).sorted().toList()) {
        List<String> blocks = blocks(file);
        if (!blocks.isEmpty()) {
          pages.put(DOCS.relativize(file).toString(), String.join("---\n", blocks));
        }
      }
    }
    return pages;
  }

  private static List<String> blocks(Path file) {
    List<String> blocks = new ArrayList<>();
    try {
      Matcher matcher = YAML.matcher(Files.readString(file));
      while (matcher.find()) {
        blocks.add(matcher.group(1));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return blocks;
  }
}
