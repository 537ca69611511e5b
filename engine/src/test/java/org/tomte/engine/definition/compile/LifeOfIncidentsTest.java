package org.tomte.engine.definition.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.sla.ClockRule;
import org.tomte.casework.sla.SlaPolicy;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.workflow.SameTitles;
import org.tomte.engine.definition.yaml.DefinitionFault;

/** Documents about service levels, templates, closing and quiet hours. */
class LifeOfIncidentsTest {
  private static final String DOCUMENTS =
      """
      workflow: incidents
      closing: {reasons: [real, false-alarm], other-reasons: false, reason-required: true, note-required: true}
      same-titles: refuse
      ---
      time-frame: business-hours
      zone: Europe/Berlin
      open: {days: mon-fri, from: "08:00", to: "18:00"}
      ---
      team: soc
      quiet: business-hours
      responsible-for: {templates: [phishing]}
      ---
      template: phishing
      label: "PH-{day}.{month-roman}.{year}-{counter per=day width=3 from=5}-{random}"
      label-zone: Europe/Berlin
      category: mail
      tags: [often]
      fields: {type: phishing, investigators: [ann], roles: {ann: lead}}
      tasks:
        - {title: Look at the mail, phase: detection-and-analysis, priority: high, team: soc, due-after: 4h}
        - {title: Warn the users, fields: {tags: [users]}}
      notes: [Ask the user for the mail as a file.]
      ---
      sla: standard
      description: What we promised
      severities: [critical, high]
      templates: phishing
      during: business-hours
      paused-in: on-hold
      respond: {critical: 15m, otherwise: 1h}
      resolve: {critical: 4h}
      clocks:
        - clock: contain
          from: {status: open}
          until: {phase: containment}
          within: {otherwise: 2h}
      """;

  private static final String DAEMON =
      """
      ---
      daemon: d
      owner: soc
      source: {type: json}
      schedule: {every: 1m}
      rules: [{id: a, then: [%s]}]
      unmatched: discard
      """;

  private static Validation validate(String text) {
    return new DefinitionValidator(StubConnectors.installed())
        .validate(DefinitionSet.read("x.yaml", text));
  }

  private static List<String> faults(String text) {
    return validate(text).faults().stream().map(DefinitionFault::toString).toList();
  }

  @Test
  void whatIsWrittenIsWhatHolds() {
    Validation validation = validate(DOCUMENTS);
    assertThat(validation.faults()).isEmpty();
    CaseSettings settings = validation.compiled().settings();
    assertThat(settings.workflow().sameTitles()).isEqualTo(SameTitles.REFUSE);

    SlaPolicy policy =
        settings
            .serviceLevels()
            .of(FieldValues.of(Map.of("severity", "high", "template", "phishing")))
            .orElseThrow();
    assertThat(policy.clocks())
        .extracting(ClockRule::name)
        .containsExactly("respond", "resolve", "contain");
    assertThat(policy.clocks().getFirst().target("critical")).isEqualTo(Duration.ofMinutes(15));
    assertThat(policy.clocks().getFirst().target(null)).isEqualTo(Duration.ofHours(1));
    assertThat(policy.clocks().get(1).target("high")).isNull();
    assertThat(settings.serviceLevels().of(FieldValues.of(Map.of("severity", "low")))).isEmpty();
    Instant friday = Instant.parse("2026-11-27T16:30:00Z");
    assertThat(settings.serviceLevels().time(policy.frame()).plus(friday, Duration.ofHours(1)))
        .isEqualTo(Instant.parse("2026-11-30T07:30:00Z"));

    IncidentTemplate template =
        Objects.requireNonNull(validation.compiled().templates().get("phishing")).toTemplate();
    assertThat(template.label().zone().getId()).isEqualTo("Europe/Berlin");
    assertThat(template.content().category()).isEqualTo("mail");
    assertThat(template.content().notes()).hasSize(1);
    assertThat(template.content().tasks().getFirst().dueAfter()).isEqualTo(Duration.ofHours(4));
    assertThat(template.content().tasks().getFirst().fields())
        .containsEntry("title", "Look at the mail")
        .containsEntry("team", "soc")
        .containsEntry("priority", "high");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "severities: [critical, high] | severities: [critcal] | did you mean \"critical\"",
        "templates: phishing | templates: fishing | \"phishing\"",
        "during: business-hours | during: bussiness-hours | did you mean \"business-hours\"",
        "paused-in: on-hold | paused-in: onhold | did you mean \"on-hold\"",
        "{critical: 4h} | {critcal: 4h} | did you mean \"critical\"",
        "{critical: 4h} | {critical: 0s} | is a time such as 4h",
        "clock: contain | clock: respond | another meaning",
        "from: {status: open} | from: {status: opn} | did you mean \"open\"",
        "until: {phase: containment} | until: {phase: containmnt} | did you mean \"containment\"",
        "from: {status: open} | from: {status: open, phase: recovery} | not both",
        "quiet: business-hours | quiet: nights | \"nights\"",
        "{templates: [phishing]} | {templates: [fishing]} | \"phishing\"",
        "label-zone: Europe/Berlin | label-zone: Europe/Berln | Europe/Berln",
        "phase: detection-and-analysis | phase: detection | \"detection\"",
        "priority: high | priority: hihg | did you mean \"high\"",
        "team: soc, due-after | team: sco, due-after | \"soc\"",
        "fields: {tags: [users]} | fields: {tgas: [users]} | \"tags\"",
        "roles: {ann: lead} | roles: 7 | 'roles'",
        "same-titles: refuse | same-titles: refuze | refuse"
      })
  void whatIsWrongIsTold(String before, String after, String expected) {
    assertThat(DOCUMENTS).contains(before);
    assertThat(faults(DOCUMENTS.replace(before, after)))
        .singleElement()
        .asString()
        .containsIgnoringCase(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{do: close-incident, incident: '1', reason: real, note: n} | ``",
        "{do: close-incident, incident: '1', reason: REAL, note: n} | ``",
        "{do: close-incident, incident: '1', reason: '{{ event.why }}', note: n} | ``",
        "{do: close-incident, incident: '1', reason: reel, note: n} | did you mean",
        "{do: close-incident, incident: '1', note: n} | closed by its source",
        "{do: close-incident, incident: '1', reason: real} | needs a note",
        "{do: change-incident-status, incident: '1', status: closed} | use close-incident",
        "{do: change-incident-status, incident: '1', status: open} | ``"
      })
  void closingIsCheckedAtSaveAsFarAsItCanBeKnown(String action, String expected) {
    List<String> faults = faults(DOCUMENTS + DAEMON.formatted(action));
    if (expected.isEmpty()) {
      assertThat(faults).isEmpty();
    } else {
      assertThat(faults).singleElement().asString().contains(expected);
    }
  }
}
