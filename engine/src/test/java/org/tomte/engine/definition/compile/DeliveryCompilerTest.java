package org.tomte.engine.definition.compile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
import org.tomte.api.Position;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.engine.decision.AtMost;
import org.tomte.engine.decision.DeliveryDraft.DraftFault;
import org.tomte.engine.decision.DeliveryTerms;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.definition.yaml.DefinitionFault;
import org.tomte.engine.rule.RuleSet;

/** What a definition says about deliveries, checked and ready to be rendered. */
class DeliveryCompilerTest {
  private static final String TEAM =
      "---~team: soc~addresses: [soc@example.com, night@example.com]~";
  private static final String CONNECTION = "---~connection: out~type: smtp~host: mail.example.com~";

  private static Validation validate(String action, String... others) {
    String text =
        "daemon: d~owner: soc~source: {type: json}~schedule: {every: 1m}~unmatched:~  - "
            + action
            + "~"
            + String.join("", others);
    return new DefinitionValidator(StubConnectors.installed())
        .validate(DefinitionSet.read("x.yaml", text.replace('~', '\n')));
  }

  private static List<String> faults(String action, String... others) {
    return validate(action, others).faults().stream().map(DefinitionFault::toString).toList();
  }

  private static Effect.Deliver planned(String action, Map<String, @Nullable Object> fields) {
    CompiledDaemon daemon =
        requireNonNull(validate(action, TEAM, CONNECTION).compiled().daemons().get("d"));
    Event event = Event.of("k", Position.NONE, null, fields);
    var decision =
        new RuleSet(daemon, 1, FieldCatalogue.standard())
            .decide(event, Instant.parse("2026-11-25T08:00:00Z"));
    assertThat(decision.failure()).isNull();
    return (Effect.Deliver) decision.effects().getFirst().effect();
  }

  @Test
  void takesTheOnlyConnectionOfItsTypeAndTheAddressesOfTheOwner() throws DraftFault {
    Effect.Deliver deliver =
        planned(
            "{do: send-email, to: owner, subject: 'New: {{ incident.title }} in {{ daemon }}'}",
            Map.of());
    assertThat(deliver.connection()).isEqualTo("out");
    assertThat(deliver.from()).isEqualTo(new Effect.Sender("d", "soc"));
    assertThat(deliver.draft().render(Map.of("incident", Map.of("title", "Phish"))))
        .containsEntry("to", List.of("soc@example.com", "night@example.com"))
        .containsEntry("subject", "New: Phish in d");
  }

  @Test
  void termsAreRead() {
    Effect.Deliver deliver =
        planned(
            "{do: send-email, to: [a@b.example], subject: x, only-if: merged, at-most: 10 per 1h,"
                + " approve: true}",
            Map.of());
    assertThat(deliver.terms())
        .isEqualTo(
            new DeliveryTerms(
                DeliveryTerms.OnlyIf.MERGED,
                new AtMost(10, Duration.ofHours(1)),
                true,
                java.util.Set.of()));
  }

  @Test
  void noValueOfAnEventCanAddALineToASubject() throws DraftFault {
    Effect.Deliver deliver =
        planned(
            "{do: send-email, to: a@b.example, subject: 'About {{ event.name }}'}",
            Map.of("name", "x\r\nBcc: everybody@example.com"));
    assertThat(String.valueOf(deliver.draft().render(Map.of()).get("subject")))
        .doesNotContain("\r", "\n")
        .startsWith("About x");
  }

  @Test
  void aTextThatLooksLikeANumberKeepsItsCharacters() throws DraftFault {
    Effect.Deliver deliver = planned("{do: report, report: 007}", Map.of());
    assertThat(deliver.draft().render(Map.of())).containsEntry("report", "007");
  }

  @Test
  void saysWhatIsWrongWhereItStands() {
    assertThat(faults("{do: send-email, to: owner, subject: x}", CONNECTION))
        .singleElement()
        .asString()
        .contains("no such team is defined");
    assertThat(faults("{do: send-email, to: nobody, subject: x}", CONNECTION))
        .singleElement()
        .asString()
        .contains("is not a mail address", "owner");
    assertThat(faults("{do: send-email, to: a@b.example, subject: x}"))
        .singleElement()
        .asString()
        .contains("needs a connection of the type smtp, and none is defined");
    assertThat(
            faults(
                "{do: send-email, to: a@b.example, subject: x}",
                CONNECTION,
                CONNECTION.replace(" out", " other")))
        .singleElement()
        .asString()
        .contains("must say by which connection it goes out: out, other");
    assertThat(faults("{do: send-email, connection: uot, to: a@b.example, subject: x}", CONNECTION))
        .singleElement()
        .asString()
        .contains("did you mean \"out\"");
    assertThat(faults("{do: send-email, to: a@b.example, subject: '{{ evnt.a }}'}", CONNECTION))
        .singleElement()
        .asString()
        .contains("evnt");
    assertThat(
            faults("{do: send-email, attach: original, to: a@b.example, subject: x}", CONNECTION))
        .singleElement()
        .asString()
        .contains("takes no files");
    assertThat(faults("{do: send-email, at-most: lots, to: a@b.example, subject: x}", CONNECTION))
        .singleElement()
        .asString()
        .contains("10 per 1h");
  }

  @Test
  void aTeamNamesOnlyConnectionsThatCanSend() {
    String box = "---~connection: box~type: imap~host: mail.example.com~";
    assertThat(faults("{do: discard, reason: x}", box, "---~team: soc~alarms-by: box~"))
        .singleElement()
        .asString()
        .contains("the connection box can send nothing");
  }
}
