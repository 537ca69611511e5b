package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;
import org.tomte.casework.incident.NewIncident;
import tools.jackson.databind.JsonNode;

class SampleCommandTest {
  @TempDir Path folder;
  private MemoryInstance instance;
  private Caller caller;

  @BeforeEach
  void instance() {
    instance = new MemoryInstance(folder);
    caller = new Caller(folder, () -> instance);
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void makesWhatIsOrderedAndAgainBesideIt() {
    JsonNode made = caller.call("sample", "--incidents", "60", "--since", "90d", "--json").json();
    assertThat(made.get("incidents").asInt()).isEqualTo(60);
    assertThat(made.get("changes").asInt()).isGreaterThan(200);
    JsonNode listed = caller.call("incident", "list", "--limit", "1000", "--json").json();
    assertThat(listed).hasSize(60);
    assertThat(listed.get(0).get("label").asString()).startsWith("SAMPLE-20");
    assertThat(caller.call("sample", "--incidents", "5").out()).contains("5 incidents");
  }

  @Test
  void anInstanceWithIncidentsOfItsOwnIsLeftAlone() {
    instance
        .commands()
        .inTransaction(
            new org.tomte.casework.change.Cause.Import("tickets"),
            casework ->
                casework.createIncidents(
                    java.util.List.of(NewIncident.of("general", Map.of("title", "real")))));
    Caller.Answer refused = caller.call("sample", "--incidents", "5");
    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("is no sample", "--beside");
    assertThat(caller.call("sample", "--incidents", "5", "--beside").exit()).isZero();
    assertThat(caller.call("sample", "--incidents", "0").exit()).isEqualTo(ExitCode.USAGE);
  }
}
