package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;

class ValidateCommandTest {
  private static final String TEAM = "team: soc\n---\n";
  private static final String GOOD =
      TEAM
          + """
          daemon: bad-logins
          owner: soc
          source: {type: file, path: auth.log}
          schedule: [{every: 1m}]
          mappings:
            login:
              title: {template: "Login of {{ event.record.user }}"}
          rules:
            - id: root
              when: event.record.user == 'root'
              then: [{do: add-to-triage, mapping: login}]
          unmatched: discard
          """;

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void aMisspeltConnectorKeyFunctionAndActionAreAllToldWithPlaceAndTheRightWord()
      throws IOException {
    write(
        "bad.yaml",
        """
        team: soc
        ---
        daemon: bad-logins
        owner: soc
        source: {type: fiel, path: auth.log}
        descripton: who fails to log in
        mappings:
          login:
            title: {value: A login}
        rules:
          - id: root
            when: "'10.0.0.1'.inNetwrok('10.0.0.0/8')"
            then: [{do: add-to-triag, mapping: login}]
        unmatched: discard
        """);
    Caller.Answer answer = new Caller(folder).call("validate", "bad.yaml");
    assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.out().lines())
        .anySatisfy(line ->
            assertThat(line).startsWith("bad.yaml:5:16: ").endsWith("did you mean \"file\"?"))
        .anySatisfy(line ->
            assertThat(line).startsWith("bad.yaml:6:1: ").endsWith("did you mean \"description\"?"))
        .anySatisfy(line ->
            assertThat(line).startsWith("bad.yaml:12:23: ").endsWith("did you mean \"inNetwork\"?"))
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("bad.yaml:13:17: ")
                .endsWith("did you mean \"add-to-triage\"?"));
    assertThat(answer.out()).endsWith("4 faults, 2 warnings in 2 documents of 1 file\n");
    assertThat(answer.out() + answer.err()).doesNotContain("\tat ").doesNotContain("Exception");
  }

  @Test
  void aGoodFolderIsGood() throws IOException {
    write("daemons/logins.yaml", GOOD);
    write("daemons/.hidden.yaml", "nonsense: [");
    Caller.Answer answer = new Caller(folder).call("validate", "daemons");
    assertThat(answer.out()).isEqualTo("0 faults, 0 warnings in 2 documents of 1 file\n");
    assertThat(answer.exit()).isZero();
  }

  @Test
  void jsonHasTheSameFaults() throws IOException {
    write("bad.yaml", GOOD.replace("discard", "discrad"));
    Caller.Answer answer = new Caller(folder).call("validate", "bad.yaml", "--json");
    assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.json().get("valid").asBoolean()).isFalse();
    assertThat(answer.json().get("faults").get(0).get("suggestion").asString())
        .isEqualTo("discard");
    assertThat(answer.json().get("faults").get(0).get("line").asInt()).isEqualTo(14);
  }

  @Test
  void aFileThatIsNotThereAndAFolderWithoutDefinitionsAreTold() throws IOException {
    Caller caller = new Caller(folder);
    assertThat(caller.call("validate", "nowhere.yaml").err())
        .contains("There is no file or folder nowhere.yaml.");
    Files.createDirectory(folder.resolve("empty"));
    assertThat(caller.call("validate", "empty"))
        .satisfies(answer -> {
          assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
          assertThat(answer.err()).contains("has no definition files");
        });
  }
}
