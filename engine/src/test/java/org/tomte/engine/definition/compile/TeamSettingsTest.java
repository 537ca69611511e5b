package org.tomte.engine.definition.compile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.casework.access.Role;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.workflow.Closing;
import org.tomte.engine.definition.yaml.DefinitionFault;

/** Documents that set how the data layer works. */
class TeamSettingsTest {

  private static final String SETTINGS =
      """
      workflow: incidents
      statuses: [{name: new}, {name: at-work}, {name: done, closed: true}]
      phases: [{name: look, mandatory: true, status: at-work}, {name: mend}]
      severities: [bad, good]
      types: {offer: [phishing, fraud], others: false}
      closing: {reasons: [real, false-alarm], other-reasons: false, reason-required: true, note-required: true, open-tasks: refuse}
      ---
      custom-field: site
      type: choice
      words: [Oslo, Bergen]
      of: incident
      ---
      custom-field: allowed
      label: Allowed time
      type: interval
      ---
      custom-field: due
      type: calculation
      formula: starttime + custom.allowed
      ---
      user: ann
      full-name: Ann Lee
      mail: ann@example.com
      role: engineer
      zone: Europe/Oslo
      ---
      team: soc
      members: [ann]
      responsible-for: {queues: [mail], everything-else: true}
      ---
      assets: head-office
      domains: [example.com]
      networks: [192.0.2.0/24]
      ---
      assets: branch
      domains: [example.org]
      """;

  private static Validation validate(String text) {
    return new DefinitionValidator(StubConnectors.installed())
        .validate(DefinitionSet.read("x.yaml", text));
  }

  private static List<String> faults(String text) {
    return validate(text).faults().stream().map(DefinitionFault::toString).toList();
  }

  private static CaseSettings settings(String text) {
    Validation validation = validate(text);
    assertThat(validation.faults()).isEmpty();
    return validation.compiled().settings();
  }

  @Test
  void withoutDocumentsTheBuiltInSettingsHold() {
    CaseSettings settings = settings("team: soc");
    assertThat(settings.workflow()).isEqualTo(CaseSettings.STANDARD.workflow());
    assertThat(settings.customFields()).isEmpty();
  }

  @Test
  void documentsTogetherMakeTheSettings() {
    CaseSettings settings = settings(SETTINGS);
    assertThat(settings.workflow().statusNames()).containsExactly("new", "at-work", "done");
    assertThat(settings.workflow().phases().getFirst().mandatory()).isTrue();
    assertThat(settings.workflow().phases().getFirst().status()).isEqualTo("at-work");
    assertThat(settings.workflow().closing().openTasks()).isEqualTo(Closing.OpenTasks.REFUSE);
    assertThat(settings.workflow().closing().reasonRequired()).isTrue();
    assertThat(settings.person("ann").orElseThrow().role()).isEqualTo(Role.ENGINEER);
    assertThat(settings.team("soc").orElseThrow().responsibleFor().everything()).isTrue();
    assertThat(settings.own().ownsDomain("mail.example.org")).isTrue();
    assertThat(settings.harvester().harvest("see example.com and evil.example.net")).hasSize(1);
    assertThat(settings.fields().find(ObjectKind.TASK, "custom.site")).isEmpty();
    assertThat(settings.fields().check(ObjectKind.INCIDENT, Map.of("severity", "low")).faults())
        .singleElement()
        .asString()
        .contains("bad, good");
    assertThat(settings.fields().check(ObjectKind.INCIDENT, Map.of("type", "malware")).faults())
        .isNotEmpty();
  }

  @Test
  void mappingsMaySetTheTeamsOwnFieldsAndWords() {
    String daemon =
        """
        ---
        daemon: d
        owner: soc
        source: {type: json}
        schedule: {every: 1m}
        mappings:
          m: {custom.site: {value: Oslo}, severity: {value: bad}, status: {value: at-work}}
        rules: [{id: a, then: [{do: create-incident, mapping: m}]}]
        unmatched: discard
        """;
    Validation validation = validate(SETTINGS + daemon);
    assertThat(validation.faults()).isEmpty();
    assertThat(requireNonNull(validation.compiled().daemons().get("d"))).isNotNull();
    assertThat(faults(SETTINGS + daemon.replace("Oslo", "Olso")))
        .singleElement()
        .asString()
        .contains("did you mean 'Oslo'?");
    assertThat(faults(SETTINGS + daemon.replace("custom.site", "custom.sight")))
        .singleElement()
        .asString()
        .contains("no field \"custom.sight\"");
    assertThat(faults("team: soc\n" + daemon)).hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{custom-field: Cost, type: number} | must begin with a lower-case letter",
        "{custom-field: cost, type: nubmer} | did you mean 'number'?",
        "{custom-field: cost, type: choice} | choice and choices need some",
        "{custom-field: cost, type: calculation} | a calculation needs one",
        "{custom-field: cost, type: calculation, formula: 'title + 1h'} | 'title', which holds no"
            + " time",
        "{custom-field: cost, type: calculation, formula: '1 +'} | character 4",
        "{workflow: w, statuses: [{name: new}]} | needs a status that is closed",
        "{workflow: w, phases: [{name: p, status: oepn}]} | did you mean 'open'?",
        "{user: ann, role: boss} | boss",
        "{user: ann, role: viewer, mail: nowhere} | is not a mail address",
        "{assets: a, networks: [10.0.0.0/99]} | is no network",
        "{assets: a, domains: ['not a domain']} | is no domain",
        "{team: t, members: [ann], responsible-for: {queue: [x]}} | queues"
      })
  void whatIsWrongIsTold(String document, String expected) {
    assertThat(faults(document)).singleElement().asString().contains(expected);
  }

  @Test
  void thereIsOneWorkflow() {
    assertThat(faults("workflow: a\n---\nworkflow: b\n"))
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault).contains("more than one workflow (a, b)"));
  }
}
