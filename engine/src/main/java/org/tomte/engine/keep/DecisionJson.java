package org.tomte.engine.keep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.decision.RuleTrace;

/**
 * A decision as JSON: {@code instant}, {@code revision}, {@code matched}, {@code rules} as lists of
 * id, verdict and details, {@code effects} as lists of rule, action, word and (where nothing was
 * made of them) fields, {@code failure} as a list of stage and reason, {@code made}.
 */
public final class DecisionJson {
  private DecisionJson() {}

  /**
   * Writes a decision.
   *
   * @param made what the effects made, as JSON; null when nothing
   * @param rendered whether the rendered fields are written; where an object was made they stand in
   *     it
   */
  public static String write(Decision decision, @Nullable String made, boolean rendered) {
    StringBuilder text = new StringBuilder(256);
    JsonText json = new JsonText(text);
    write(json, decision, made, rendered);
    return text.toString();
  }

  static void write(JsonText json, Decision decision, @Nullable String made, boolean rendered) {
    json.writeStartObject();
    json.writeStringProperty("instant", decision.instant().toString());
    json.writeNumberProperty("revision", decision.revision());
    json.writeName("matched").writeRaw(String.valueOf(decision.matched()));
    rules(json, decision.rules());
    effects(json, decision.effects(), rendered);
    Decision.Failure failure = decision.failure();
    if (failure != null) {
      json.writeName("failure");
      json.writeStartArray();
      json.writeString(failure.stage());
      json.writeString(failure.reason());
      json.writeEndArray();
    }
    if (made != null) {
      json.writeName("made");
      json.writeRaw(made);
    }
    json.writeEndObject();
  }

  private static void rules(JsonText json, List<RuleTrace> rules) {
    json.writeName("rules");
    json.writeStartArray();
    for (RuleTrace rule : rules) {
      json.writeStartArray();
      json.writeString(rule.rule());
      json.writeString(rule.verdict().name());
      rule.details().forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void effects(JsonText json, List<PlannedEffect> effects, boolean rendered) {
    json.writeName("effects");
    json.writeStartArray();
    for (PlannedEffect planned : effects) {
      json.writeStartArray();
      json.writeString(planned.rule());
      json.writeString(planned.action());
      json.writeString(planned.effect().word());
      rendered(json, planned.effect(), rendered);
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void rendered(JsonText json, Effect effect, boolean rendered) {
    if (!rendered && !(effect instanceof Effect.Discard)) {
      return;
    }
    switch (effect) {
      case Effect.Discard discard -> PlainJson.write(json, Map.of("reason", discard.reason()));
      case Effect.AddToTriage add -> PlainJson.write(json, add.fields());
      case Effect.CreateIncident create -> PlainJson.write(json, create.fields());
      case Effect.UpdateIncident update -> PlainJson.write(json, update.fields());
      case Effect.AddNote note -> PlainJson.write(json, Map.of("text", note.text()));
      case Effect.CloseIncident close -> PlainJson.write(json, Map.of("reason", close.reason()));
      case Effect.ChangeIncidentStatus change ->
          PlainJson.write(json, Map.of("status", change.status()));
      case Effect.CreateTask create -> PlainJson.write(json, create.fields());
      case Effect.SetTaskProgress set -> PlainJson.write(json, Map.of("progress", set.progress()));
      case Effect.CloseTask close -> PlainJson.write(json, Map.of("reason", close.reason()));
      case Effect.AddIndicator add -> PlainJson.write(json, indicator(add));
      // What is sent stands in the outbox.
      case Effect.AttachToIncident _, Effect.Deliver _ -> {}
    }
  }

  private static Map<String, @Nullable Object> indicator(Effect.AddIndicator add) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", add.name().type().word());
    fields.put("value", add.name().value());
    fields.putAll(add.fields());
    return fields;
  }

  /** Reads what {@link #write} wrote. */
  public static StoredDecision read(String json) {
    return read(PlainJson.readObject(json));
  }

  static StoredDecision read(Map<?, ?> object) {
    List<RuleTrace> rules = new ArrayList<>();
    for (Object each : list(object.get("rules"))) {
      List<String> texts = list(each).stream().map(String::valueOf).toList();
      RuleTrace.Verdict verdict = RuleTrace.Verdict.valueOf(texts.get(1));
      rules.add(new RuleTrace(texts.get(0), verdict, texts.subList(2, texts.size())));
    }
    List<StoredDecision.Planned> effects = new ArrayList<>();
    for (Object each : list(object.get("effects"))) {
      effects.add(planned(list(each)));
    }
    List<?> failure = list(object.get("failure"));
    Object made = object.get("made");
    return new StoredDecision(
        Instant.parse(String.valueOf(object.get("instant"))),
        object.get("revision") instanceof Long revision ? revision.intValue() : 0,
        object.get("matched") instanceof Boolean matched && matched,
        rules,
        effects,
        failure.size() == 2
            ? new Decision.Failure(String.valueOf(failure.get(0)), String.valueOf(failure.get(1)))
            : null,
        made == null ? null : PlainJson.write(made));
  }

  @SuppressWarnings("unchecked") // objects have text keys
  private static StoredDecision.Planned planned(List<?> parts) {
    Map<String, @Nullable Object> fields =
        parts.size() > 3 && parts.get(3) instanceof Map<?, ?> map
            ? (Map<String, @Nullable Object>) map
            : null;
    return new StoredDecision.Planned(
        String.valueOf(parts.get(0)),
        String.valueOf(parts.get(1)),
        String.valueOf(parts.get(2)),
        fields);
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
