package org.tomte.app.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;
import org.tomte.app.command.Caller;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceSettings;
import org.tomte.casework.change.Cause;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.casework.indicator.NewIndicator;

/** Everything taken out of an instance by export --all and brought into others by import. */
class ExportedInstanceTest {
  private static final String DEFINITIONS =
      """
      team: soc
      ---
      user: anna
      role: analyst
      ---
      custom-field: site
      type: text
      ---
      daemon: logins
      owner: soc
      source: {type: file, path: FILE}
      start: beginning
      schedule: [{every: 1h}]
      outputs: {record: {user: text, host: text}}
      mappings:
        login: {title: {template: "{{ event.record.user }} at {{ event.record.host }}"}, custom.site: {value: Kiel}}
      unmatched: {do: create-incident, mapping: login}
      """;

  @TempDir private Path folder;

  private Instance open(String home) {
    return Instance.open(
        new InstanceSettings(folder.resolve(home), null, Map.of(), Clock.systemUTC()));
  }

  private static Caller.Answer good(Caller caller, String... arguments) {
    Caller.Answer answer = caller.call(arguments);
    assertThat(answer.exit()).as("%s%s", answer.out(), answer.err()).isZero();
    return answer;
  }

  private static void fill(Instance instance, Caller caller) throws IOException {
    good(caller, "import", "daemons.yaml", "--apply");
    good(caller, "daemon", "start", "logins");
    instance
        .commands()
        .inTransaction(
            "anna",
            casework -> {
              long first =
                  casework
                      .createIncidents(List.of(NewIncident.of("general", Map.of("title", "one"))))
                      .getFirst()
                      .orThrow()
                      .number();
              long second =
                  casework
                      .createIncidents(List.of(NewIncident.of("general", Map.of("title", "two"))))
                      .getFirst()
                      .orThrow()
                      .number();
              casework.updateIncident(first, Map.of("parent", second), false).orThrow();
              return casework.seeIndicators(
                  List.of(
                      NewIndicator.of(
                          new IndicatorName(IndicatorType.DOMAIN, "bad.example.com"),
                          Map.of("severity", "high"))));
            });
    good(caller, "sample", "--incidents", "40", "--since", "60d", "--beside");
    ExportedWork.fill(
        instance, number(instance, "SELECT number FROM incident WHERE title = 'one'"));
  }

  private List<String> lines(String export, String file) throws IOException {
    return Files.readAllLines(folder.resolve(export).resolve("data/" + file + ".jsonl"));
  }

  private static long number(Instance instance, String sql) {
    return Jdbi.create(instance.database().dataSource())
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  @Test
  void comesIntoAnEmptyInstanceAsItWasAndBesideOthersUnderNewNumbers() throws IOException {
    Files.writeString(
        folder.resolve("daemons.yaml"),
        DEFINITIONS.replace("FILE", folder.resolve("auth.jsonl").toString()));
    Files.writeString(folder.resolve("auth.jsonl"), "{\"user\": \"root\", \"host\": \"web1\"}\n");
    try (Instance instance = open("first")) {
      Caller caller = new Caller(folder, () -> instance);
      fill(instance, caller);
      assertThat(good(caller, "export", "--all", "out").out())
          .contains("daemons.yaml", "data/incidents.jsonl: 43 lines");
    }
    assertThat(lines("out", "incidents").getFirst()).contains("\"custom.site\":\"Kiel\"");
    try (Instance instance = open("second")) {
      Caller caller = new Caller(folder, () -> instance);
      Caller.Answer shown = caller.call("import", "out");
      assertThat(shown.exit()).as(shown.err()).isEqualTo(ExitCode.DIFFERS);
      assertThat(shown.out()).contains("Would be imported under their own numbers.");
      assertThat(good(caller, "incident", "list", "--json").json()).isEmpty();
      assertThat(good(caller, "import", "out", "--apply").out())
          .contains("Imported under their own numbers.");
      good(caller, "export", "--all", "again");
      for (String file :
          List.of(
              "incidents",
              "tasks",
              "notes",
              "efforts",
              "attachments",
              "triage-events",
              "intervals",
              "indicators")) {
        assertThat(lines("again", file).stream().map(ExportedInstanceTest::unsigned))
            .as(file)
            .isEqualTo(lines("out", file).stream().map(ExportedInstanceTest::unsigned).toList());
      }
      assertThat(lines("again", "changes")).hasSameSizeAs(lines("out", "changes"));
      assertThat(lines("again", "entities")).hasSameSizeAs(lines("out", "entities"));
      ExportedWork.isThere(instance, folder.resolve("out"), folder.resolve("again"));
      assertThat(lines("again", "label-counters")).isEqualTo(lines("out", "label-counters"));
      // New ones come after the imported ones, with labels that go on.
      long next =
          instance
              .commands()
              .inTransaction(
                  new Cause.Import("test"),
                  casework ->
                      casework
                          .createIncidents(
                              List.of(NewIncident.of("general", Map.of("title", "new"))))
                          .getFirst()
                          .orThrow())
              .number();
      assertThat(next).isEqualTo(44);
      // Once more, beside them.
      assertThat(good(caller, "import", "out", "--apply").out())
          .contains("Imported under new numbers.");
      assertThat(number(instance, "SELECT count(*) FROM incident")).isEqualTo(87);
      assertThat(number(instance, "SELECT count(*) FROM indicator")).isOne();
      ExportedWork.isThereTwice(instance);
      assertThat(
              number(
                  instance,
                  "SELECT count(*) FROM incident c JOIN incident p ON p.number = c.parent"
                      + " WHERE c.title = 'one' AND p.title = 'two' AND c.number <> p.number"))
          .isEqualTo(2);
      assertThat(
              number(
                  instance,
                  "SELECT count(*) FROM incident a JOIN incident b ON b.title = a.title AND"
                      + " b.opened = a.opened WHERE a.number < b.number AND (SELECT count(*) FROM"
                      + " change WHERE object_kind = 1 AND object_id = a.number) <> (SELECT"
                      + " count(*) FROM change WHERE object_kind = 1 AND object_id = b.number)"))
          .isZero();
      faultyLines(caller);
    }
  }

  /** What may differ: who did it, when a daemon did. */
  private static String unsigned(String line) {
    return line.replaceAll("\"(createdBy|by)\":\\{[^}]*\\}", "");
  }

  private void faultyLines(Caller caller) throws IOException {
    ExportedWork.damage(folder.resolve("out"));
    Path incidents = folder.resolve("out/data/incidents.jsonl");
    List<String> all = new ArrayList<>(Files.readAllLines(incidents));
    all.set(
        1, all.get(1).replace("\"severity\":", "\"severty\":").replace("\"title\":", "\"titel\":"));
    all.set(2, "{\"number\": ");
    Files.write(incidents, all);
    Files.writeString(
        folder.resolve("out/data/notes.jsonl"),
        "{\"id\":900001,\"object\":{\"kind\":\"incident\",\"id\":77777},\"text\":\"x\",\"written\":\"2026-01-01T00:00:00Z\",\"by\":{\"person\":\"anna\"},\"flags\":{\"pinned\":false,\"handOver\":false}}\n"
            + "{\"id\":900002}\n",
        StandardOpenOption.APPEND);
    Caller.Answer refused = caller.call("import", "out", "--apply");
    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.out())
        .contains(
            "data/incidents.jsonl:2: incident has no field 'titel'; did you mean 'title'?",
            "data/incidents.jsonl:3: ",
            "there is no incident 77777 that could be imported",
            "'object' is missing",
            "data/attachments.jsonl:1: its content data/files/",
            "is damaged: its SHA-256 is ",
            "data/attachments.jsonl:2: its content data/files/",
            "is missing",
            "data/efforts.jsonl:1: an effort has a person and more or less than 0 seconds",
            "Nothing is stored");
    assertThat(good(caller, "import", "out", "--apply", "--keep-going").out())
        .contains("faulty lines under new numbers.");
    assertThat(good(caller, "incident", "list", "--limit", "1000", "--json").json())
        .hasSize(87 + 41);
  }
}
