package org.tomte.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Unreadable;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.incident.Incident;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.decision.RuleTrace;

/** Events, decisions and outcomes in the words of a table. */
final class EventWords {
  private static final List<String> TELLING =
      List.of("subject", "title", "name", "summary", "message", "text", "line");
  private static final List<String> INNER = List.of("original", "record", "data", "event");

  private static final int BEGINNING = 120;

  private EventWords() {}

  /** What a person would call an item: its subject or title, how it begins, or its key. */
  static String title(Item item) {
    return switch (item) {
      case Event event -> title(event.key(), event.fields());
      case Unreadable unreadable -> beginning(unreadable.key(), unreadable.raw().content());
      case Listed listed -> listed.key();
    };
  }

  /** The first line of what could not be read. */
  private static String beginning(String key, Content content) {
    try (InputStream stream = content.open()) {
      String text = new String(stream.readNBytes(BEGINNING), StandardCharsets.UTF_8).strip();
      String line = text.lines().findFirst().orElse("");
      return line.isBlank() ? key : line;
    } catch (IOException gone) {
      return key;
    }
  }

  /** What a person would call an event. */
  static String title(String key, @Nullable Map<String, @Nullable Object> fields) {
    if (fields == null) {
      return key;
    }
    for (String inner : INNER) {
      if (fields.get(inner) instanceof Map<?, ?> part) {
        String found = telling(part);
        if (found != null) {
          return found;
        }
      }
    }
    String found = telling(fields);
    return found == null ? pairs(key, fields) : found;
  }

  /** The first few values, for events that have no title of their own. */
  private static String pairs(String key, Map<String, @Nullable Object> fields) {
    Map<?, ?> source = fields.get("record") instanceof Map<?, ?> record ? record : fields;
    String pairs =
        source.entrySet().stream()
            .filter(each -> each.getValue() instanceof String || each.getValue() instanceof Number)
            .limit(4)
            .map(each -> each.getKey() + "=" + each.getValue())
            .collect(Collectors.joining(" "));
    return pairs.isEmpty() ? key : pairs;
  }

  private static @Nullable String telling(Map<?, ?> fields) {
    for (String name : TELLING) {
      if (fields.get(name) instanceof String text && !text.isBlank()) {
        return text.length() <= 200 ? text : text.substring(0, 200);
      }
    }
    return null;
  }

  /** The rules that matched. */
  static String matched(List<RuleTrace> rules) {
    return rules.stream()
        .filter(trace -> trace.verdict() == RuleTrace.Verdict.MATCHED)
        .map(RuleTrace::rule)
        .collect(Collectors.joining(", "));
  }

  /** What became of an event; objects by their labels. */
  static String effects(EventOutcome outcome, CaseworkReader reader) {
    return switch (outcome) {
      case EventOutcome.Created created -> objects("created", created.objects(), reader);
      case EventOutcome.Merged merged -> objects("merged into", merged.objects(), reader);
      case EventOutcome.Known known ->
          known.objects().isEmpty() ? "known" : objects("known:", known.objects(), reader);
      case EventOutcome.LeftOut _ -> "left out";
      case EventOutcome.Discarded _, EventOutcome.Unmatched _ -> "discarded";
      case EventOutcome.Suppressed _ -> "held back";
      case EventOutcome.Observed observed ->
          "would " + String.join(", ", observed.effects().stream().map(EventWords::word).toList());
      case EventOutcome.Quarantined quarantined -> "quarantine #" + quarantined.entry();
    };
  }

  private static String word(PlannedEffect planned) {
    return planned.effect().word();
  }

  /** Objects by label or number. */
  static String objects(String verb, List<ObjectRef> objects, CaseworkReader reader) {
    return verb
        + " "
        + objects.stream().map(each -> object(each, reader)).collect(Collectors.joining(", "));
  }

  /** An object by its label or number. */
  static String object(ObjectRef object, CaseworkReader reader) {
    return switch (object.kind()) {
      case INCIDENT -> reader.incident(object.id()).map(Incident::label).orElse(object.toString());
      case INDICATOR ->
          reader
              .indicator(object.id())
              .map(each -> "indicator " + each.name())
              .orElse(object.toString());
      case TRIAGE_EVENT, NOTE, TASK, ENTITY -> object.toString();
    };
  }

  /** Why: the reason of the outcome, and which rules could not be judged. */
  static String reason(EventOutcome outcome, Decision decision) {
    String own =
        switch (outcome) {
          case EventOutcome.Discarded discarded -> discarded.reason();
          case EventOutcome.Unmatched _ -> discardReason(decision);
          case EventOutcome.Suppressed suppressed -> suppressed.words();
          case EventOutcome.Quarantined bad -> bad.stage() + ": " + bad.reason();
          case EventOutcome.Known _ -> "was committed before";
          case EventOutcome.LeftOut _ -> "was there before the stream began";
          case EventOutcome.Observed _ -> "the daemon only observes";
          case EventOutcome.Created _, EventOutcome.Merged _ -> "";
        };
    return Stream.concat(Stream.of(own), notJudged(decision.rules()))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String discardReason(Decision decision) {
    return decision.effects().stream()
        .map(PlannedEffect::effect)
        .filter(Effect.Discard.class::isInstance)
        .map(effect -> ((Effect.Discard) effect).reason())
        .findFirst()
        .orElse("no rule matched");
  }

  /** The rules that could not be judged, each with why. */
  static Stream<String> notJudged(List<RuleTrace> rules) {
    return rules.stream()
        .map(trace ->
            switch (trace.verdict()) {
              case UNKNOWN ->
                  "%s not judged: no %s"
                      .formatted(trace.rule(), String.join(", ", trace.details()));
              case FAILED ->
                  "%s failed: %s".formatted(trace.rule(), String.join(", ", trace.details()));
              case ASLEEP ->
                  "%s asleep (%s)".formatted(trace.rule(), String.join(", ", trace.details()));
              case MATCHED, NOT_MATCHED, NOT_REACHED -> "";
            })
        .filter(words -> !words.isEmpty());
  }
}
