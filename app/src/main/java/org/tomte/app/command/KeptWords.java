package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.commit.MadeEffects;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.keep.KeptEvents.KeptEvent;
import org.tomte.engine.keep.StoredDecision;

/** Kept events and their decisions in words and as JSON. */
final class KeptWords {
  private KeptWords() {}

  /** What a person would call the event. */
  static String title(KeptEvent event) {
    return EventWords.title(event.item().key(), event.item().fields());
  }

  /** What it made, or was planned and did not happen. */
  static String effects(KeptEvent event, CaseworkReader reader) {
    List<ObjectRef> objects =
        event.made() == null ? List.of() : MadeEffects.read(event.made()).objects();
    if (!objects.isEmpty()) {
      return EventWords.objects("made", objects, reader);
    }
    return planned(event.decision());
  }

  /** The effects that were planned. */
  static String planned(StoredDecision decision) {
    return decision.effects().stream()
        .map(StoredDecision.Planned::word)
        .collect(Collectors.joining(", "));
  }

  /** Why: the reason that is stored, and which rules could not be judged. */
  static String reason(StoredDecision decision) {
    Decision.Failure failure = decision.failure();
    String own =
        failure != null
            ? failure.stage() + ": " + failure.reason()
            : decision.matched() ? "" : "no rule matched";
    String others = EventWords.notJudged(decision.rules()).collect(Collectors.joining("; "));
    return own.isEmpty() || others.isEmpty() ? own + others : own + "; " + others;
  }

  /** Everything that is known of a decision. */
  static Map<String, @Nullable Object> json(KeptEvent event, CaseworkReader reader) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("stream", event.stream());
    json.put("key", event.item().key());
    json.put("title", title(event));
    json.put("committed", event.at());
    json.put("time", event.item().time());
    json.put("link", event.item().link());
    json.put("judgedAt", event.decision().instant());
    json.put("revision", event.decision().revision());
    json.put("matched", event.decision().matched());
    json.put("rules", event.decision().rules());
    json.put("effects", event.decision().effects());
    json.put("reason", reason(event.decision()));
    json.put(
        "objects",
        event.made() == null
            ? List.of()
            : MadeEffects.read(event.made()).objects().stream()
                .map(each -> DecisionTable.object(each, reader))
                .toList());
    json.put("fields", event.item().fields());
    return json;
  }

  /** The words and values of effects, to be compared. */
  static String essence(Decision decision) {
    if (decision.failure() != null) {
      return "quarantine: " + decision.failure().reason();
    }
    return decision.effects().stream()
        .map(planned -> planned.rule() + "/" + planned.action() + " " + word(planned.effect()))
        .collect(Collectors.joining(", "));
  }

  private static String word(Effect effect) {
    return effect.word();
  }

  /** As before, of a stored decision. */
  static String essence(StoredDecision decision) {
    if (decision.failure() != null) {
      return "quarantine: " + decision.failure().reason();
    }
    return decision.effects().stream()
        .map(planned -> planned.rule() + "/" + planned.action() + " " + planned.word())
        .collect(Collectors.joining(", "));
  }
}
