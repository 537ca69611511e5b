package org.tomte.engine.definition.compile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.DefinitionReader;

class StandingDefinitionsTest {
  private static final String PLAIN = daemon("plain", "event.level == 1");
  private static final String FRAMED =
      daemon("framed", "event.level == 1")
          .replace(
              "rules:",
              "rules:\n- {id: night, during: night, then: [{do: discard, reason: late}]}");
  private static final String LOOKING = daemon("looking", "lookup('hosts', event.ip) == 'web'");
  private static final String CONNECTED =
      PLAIN
          .replace("daemon: plain", "daemon: connected")
          .replace("{type: json}", "{type: imap, connection: box, folder: INBOX}")
          .replace("event.level == 1", "true");
  private static final String FROM_TEMPLATE =
      """
      daemon: from-template
      owner: soc
      source: {type: json}
      mappings: {m: {title: {value: A}}}
      rules: [{id: a, then: [{do: create-incident, mapping: m, template: phishing}]}]
      unmatched: discard
      """;
  private static final String MAPPED =
      """
      daemon: mapped
      owner: soc
      source: {type: json}
      mappings: {m: {title: {from: host, then: [{table: hosts}]}}}
      unmatched: {do: add-to-triage, mapping: m}
      """;
  private static final String NIGHT =
      "time-frame: night\nzone: UTC\nopen: [{days: mon-sun, from: \"22:00\", to: \"23:00\"}]\n";
  private static final String HOSTS = "table: hosts\nmap: {192.0.2.1: web}\n";
  private static final String BOX = "connection: box\ntype: imap\nhost: mail.example.com\n";
  private static final String PHISHING = "template: phishing\nfields: {severity: high}\n";
  private static final String TEAM = "team: soc\ndescription: SOC\n";

  private final StandingDefinitions standing =
      new StandingDefinitions(new DefinitionValidator(StubConnectors.installed()));
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Set<String> read = new TreeSet<>();

  private static String daemon(String name, String when) {
    return """
    daemon: %s
    owner: soc
    source: {type: json}
    rules:
    - {id: r, when: "%s", then: [{do: discard, reason: known}]}
    unmatched: discard
    """
        .formatted(name, when);
  }

  private void put(String text) {
    DefinitionDocument document = parsed(text);
    texts.put(document.kind() + " " + document.name(), text);
  }

  private static DefinitionDocument parsed(String text) {
    return new DefinitionReader().read("f", text).documents().getFirst();
  }

  private List<StandingDefinitions.Part> parts() {
    List<StandingDefinitions.Part> parts = new ArrayList<>();
    texts.forEach((name, text) -> {
      DefinitionDocument document = parsed(text);
      parts.add(new StandingDefinitions.Part(text, document.kind(), document.name()));
    });
    return parts;
  }

  private Validation validate() {
    read.clear();
    return standing.validate(parts(), this::read);
  }

  private List<DefinitionReader.Result> read(List<StandingDefinitions.Part> parts) {
    parts.forEach(part -> read.add(part.name()));
    return parts.stream()
        .map(part -> new DefinitionReader().read("f", part.version().toString()))
        .toList();
  }

  private void all() {
    List.of(PLAIN, FRAMED, LOOKING, CONNECTED, FROM_TEMPLATE, MAPPED).forEach(this::put);
    List.of(NIGHT, HOSTS, BOX, PHISHING, TEAM).forEach(this::put);
  }

  /** Replaces one document and says which daemons were compiled again. */
  private Set<String> compiledAgainAfter(String text) {
    Map<String, CompiledDaemon> before = validate().compiled().daemons();
    assertThat(before).hasSize(6);
    put(text);
    Set<CompiledDaemon> same = Collections.newSetFromMap(new IdentityHashMap<>());
    same.addAll(before.values());
    Set<String> again = new TreeSet<>();
    validate()
        .compiled()
        .daemons()
        .forEach((name, daemon) -> {
          if (!same.contains(daemon)) {
            again.add(name);
          }
        });
    return again;
  }

  @Test
  void withoutAChangeNothingIsReadAndEveryDaemonIsTheSame() {
    all();
    Validation first = validate();
    assertThat(first.faults()).isEmpty();
    assertThat(read).hasSize(11);
    Validation second = validate();
    assertThat(read).isEmpty();
    second
        .compiled()
        .daemons()
        .forEach(
            (name, daemon) -> assertThat(daemon).isSameAs(first.compiled().daemons().get(name)));
  }

  @Test
  void anEditedDaemonIsCompiledAlone() {
    all();
    assertThat(compiledAgainAfter(PLAIN.replace("== 1", "== 2"))).containsExactly("plain");
    assertThat(read).containsExactly("plain");
  }

  @Test
  void aTimeFrameReachesTheDaemonsThatNameIt() {
    all();
    assertThat(compiledAgainAfter(NIGHT.replace("22:00", "20:00"))).containsExactly("framed");
  }

  @Test
  void aTableReachesTransformsAndExpressionsThatReadIt() {
    all();
    assertThat(compiledAgainAfter(HOSTS.replace("web", "mail")))
        .containsExactly("looking", "mapped");
  }

  @Test
  void aConnectionReachesItsSources() {
    all();
    assertThat(compiledAgainAfter(BOX.replace("mail.", "imap."))).containsExactly("connected");
  }

  @Test
  void aTemplateReachesWhoCreatesFromIt() {
    all();
    assertThat(compiledAgainAfter(PHISHING.replace("high", "low")))
        .containsExactly("from-template");
  }

  @Test
  void whatIsDeletedIsMissedByThoseThatReferToIt() {
    all();
    validate();
    texts.remove(parsed(NIGHT).kind() + " night");
    Validation after = validate();
    assertThat(after.compiled().daemons()).doesNotContainKey("framed").hasSize(5);
    assertThat(after.faults()).hasSize(1);
    put(NIGHT);
    assertThat(validate().compiled().daemons()).hasSize(6);
  }

  @Test
  void equalExpressionsOfTwoDaemonsAreOneProgram() {
    put(PLAIN);
    put(PLAIN.replace("daemon: plain", "daemon: second"));
    Map<String, CompiledDaemon> daemons = validate().compiled().daemons();
    assertThat(rule(daemons, "plain").when()).isSameAs(rule(daemons, "second").when());
    assertThat(rule(daemons, "plain").when()).isNotNull();
  }

  private static CompiledRule rule(Map<String, CompiledDaemon> daemons, String name) {
    return requireNonNull(daemons.get(name)).rules().getFirst();
  }

  @Test
  void aProposalIsNotRemembered() {
    all();
    Validation before = validate();
    Validation proposed =
        standing.validate(
            DefinitionSet.read("f", NIGHT.replace("22:00", "20:00")), parts(), this::read);
    assertThat(proposed.faults()).isEmpty();
    assertThat(proposed.compiled().daemons().get("framed"))
        .isNotSameAs(before.compiled().daemons().get("framed"));
    assertThat(validate().compiled().daemons().get("framed"))
        .isSameAs(before.compiled().daemons().get("framed"));
  }

  /** Any order of edits and deletions tells and compiles what a fresh look at all would. */
  @Test
  void itAlwaysAgreesWithAFreshLook() {
    List<String> pool = new ArrayList<>(List.of(PLAIN, FRAMED, LOOKING, CONNECTED, MAPPED));
    pool.addAll(List.of(FROM_TEMPLATE, NIGHT, HOSTS, BOX, PHISHING, TEAM));
    pool.add(NIGHT.replace("22:00", "20:00"));
    pool.add(NIGHT.replace("zone: UTC", "zone: Nowhere"));
    pool.add("table: hosts\nrows: [{ip: 192.0.2.1, owner: web, room: a}]\n");
    pool.add(HOSTS.replace("hosts", "others"));
    pool.add(BOX.replace("type: imap", "type: json"));
    pool.add(BOX.replace("connection: box", "connection: bix"));
    pool.add(TEAM.replace("team: soc", "team: others"));
    pool.add(PLAIN.replace("== 1", "== == 1"));
    Random random = new Random(20261125);
    for (int step = 0; step < 80; step++) {
      String chosen = pool.get(random.nextInt(pool.size()));
      if (random.nextInt(3) == 0) {
        DefinitionDocument document = parsed(chosen);
        texts.remove(document.kind() + " " + document.name());
      } else {
        put(chosen);
      }
      Validation kept = validate();
      Validation fresh = new StandingDefinitions(validator()).validate(parts(), this::read);
      assertThat(kept.faults()).as("step %d", step).isEqualTo(fresh.faults());
      assertThat(kept.warnings()).as("step %d", step).isEqualTo(fresh.warnings());
      assertThat(kept.compiled().daemons().keySet())
          .as("step %d", step)
          .isEqualTo(fresh.compiled().daemons().keySet());
      kept.compiled()
          .daemons()
          .forEach((name, daemon) ->
              agree(daemon, requireNonNull(fresh.compiled().daemons().get(name))));
    }
  }

  private static DefinitionValidator validator() {
    return new DefinitionValidator(StubConnectors.installed());
  }

  private static void agree(CompiledDaemon kept, CompiledDaemon fresh) {
    assertThat(kept.definition()).isEqualTo(fresh.definition());
    assertThat(kept.source().checked()).isEqualTo(fresh.source().checked());
    assertThat(kept.rules().stream().map(CompiledRule::active).toList())
        .isEqualTo(fresh.rules().stream().map(CompiledRule::active).toList());
    assertThat(kept.tables().find("hosts", "192.0.2.1"))
        .isEqualTo(fresh.tables().find("hosts", "192.0.2.1"));
  }
}
