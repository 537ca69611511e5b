package org.tomte.engine.definition.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.setting.WorkSettings;
import org.tomte.casework.workflow.Words;

class WorkSettingsTest {

  private static Validation validate(String text) {
    return new DefinitionValidator(StubConnectors.installed())
        .validate(DefinitionSet.read("x.yaml", text));
  }

  @Test
  void theWorkflowSaysHowTheDailyWorkIsDone() {
    Validation validation =
        validate(
            """
            workflow: incidents
            harvest:
              incident: [title, custom.sender]
              triage-event: []
              notes: false
              users: true
              file-extensions: [.JS, iso]
            attachments: {largest: 20MB, most: 7}
            discard-reasons: {offer: [duplicate], others: false}
            ---
            assets: office
            domains: [ours.example.com]
            """);
    assertThat(validation.faults()).isEmpty();
    WorkSettings work = validation.compiled().settings().work();
    assertThat(work.harvest().fields())
        .isEqualTo(
            Map.of(
                ObjectKind.INCIDENT, List.of("title", "custom.sender"),
                ObjectKind.TRIAGE_EVENT, List.of(),
                ObjectKind.NOTE, List.of()));
    assertThat(work.harvest().users()).isTrue();
    assertThat(work.harvest().extensions()).isEqualTo(Set.of("js", "iso"));
    assertThat(work.largestAttachment()).isEqualTo(20L << 20);
    assertThat(work.mostAttachments()).isEqualTo(7);
    assertThat(work.discardReasons()).isEqualTo(new Words(List.of("duplicate"), false));
    assertThat(
            validation.compiled().settings().harvester().harvest("a.iso b.exe x@ours.example.com"))
        .extracting(Object::toString)
        .containsExactly("file:a.iso");
  }

  @Test
  void withoutAWorkflowTheUsualHolds() {
    assertThat(validate("team: soc\n").compiled().settings().work())
        .isEqualTo(WorkSettings.STANDARD);
  }

  @Test
  void fieldsThatNothingHasAreTold() {
    Validation validation = validate("workflow: incidents\nharvest: {task: [titel]}\n");
    assertThat(validation.faults().toString())
        .contains("task has no field 'titel'", "did you mean 'title'?");
    assertThat(validate("workflow: incidents\nattachments: {most: 0}\n").faults()).isNotEmpty();
  }
}
