package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.DefinitionReader;
import tools.jackson.databind.json.JsonMapper;

class SchemaCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private Schema schema(String... arguments) {
    Caller.Answer answer = new Caller(folder).call(arguments);
    assertThat(answer.exit()).isZero();
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(answer.out(), InputFormat.JSON);
  }

  private static List<Error> errors(Schema schema, Object document) {
    return schema.validate(JSON.writeValueAsString(document), InputFormat.JSON);
  }

  private static List<DefinitionDocument> examples() throws IOException {
    String yaml = String.valueOf(DocumentationTest.yamlOfPages().get("definitions.md"));
    List<DefinitionDocument> documents = new DefinitionReader().read("docs", yaml).documents();
    assertThat(documents).hasSizeGreaterThan(5);
    return documents;
  }

  @Test
  void whatTheReaderTakesTheSchemaTakes() throws IOException {
    Schema any = schema("schema");
    for (DefinitionDocument document : examples()) {
      assertThat(errors(any, document.root().value())).as(document.name()).isEmpty();
      assertThat(errors(schema("schema", document.kind().word()), document.root().value()))
          .as(document.name())
          .isEmpty();
    }
  }

  @Test
  void everyMisspeltOrMissingKeyIsRejectedByTheSchemaAsByTheReader() throws IOException {
    int tried = 0;
    for (DefinitionDocument document : examples()) {
      Schema schema = schema("schema", document.kind().word());
      Map<String, Object> good = new LinkedHashMap<>(document.root().value());
      for (String key : good.keySet()) {
        Map<String, Object> bad = new LinkedHashMap<>();
        good.forEach((each, value) -> bad.put(each.equals(key) ? each + "-x" : each, value));
        assertThat(errors(schema, bad)).as("%s of %s", key, document.name()).isNotEmpty();
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(30);
  }

  @Test
  void wrongWordsInsideAreRejected() throws IOException {
    Schema schema = schema("schema", "daemon");
    Map<String, Object> daemon =
        new LinkedHashMap<>(
            examples().stream()
                .filter(each -> each.name().equals("reported-mails"))
                .findFirst()
                .orElseThrow()
                .root()
                .value());
    daemon.put("mode", "lvie");
    assertThat(errors(schema, daemon)).isNotEmpty();
    daemon.put("mode", "live");
    assertThat(errors(schema, daemon)).isEmpty();
    daemon.put("source", Map.of("type", "fiel", "path", "x"));
    assertThat(errors(schema, daemon)).isNotEmpty();
    daemon.put("source", Map.of("type", "file", "path", "x", "colums", List.of()));
    assertThat(errors(schema, daemon)).isNotEmpty();
    daemon.put("source", Map.of("type", "file"));
    assertThat(errors(schema, daemon)).isNotEmpty();
    daemon.put("source", "clock");
    assertThat(errors(schema, daemon)).isEmpty();
    daemon.put("unmatched", Map.of("do", "add-to-triag", "mapping", "mail"));
    assertThat(errors(schema, daemon)).isNotEmpty();
  }

  @Test
  void anUnknownKindIsToldWithTheOneThatWasMeant() {
    Caller.Answer answer = new Caller(folder).call("schema", "deamon");
    assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("Did you mean daemon?");
  }
}
