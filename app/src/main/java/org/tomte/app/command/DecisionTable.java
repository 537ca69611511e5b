package org.tomte.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.app.console.Console;
import org.tomte.app.console.Table;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.simulation.DryRun;

/** What a dry run decided about each event, as a table or as JSON. */
final class DecisionTable {
  private final DryRun.Report report;

  DecisionTable(DryRun.Report report) {
    this.report = report;
  }

  void tell(Console console) {
    Table table = Table.of("event", "rules", "effects", "reason");
    for (DryRun.Row row : report.rows()) {
      var decision = row.judged().decision();
      table.row(
          EventWords.title(row.judged().item()),
          EventWords.matched(decision.rules()),
          EventWords.effects(row.outcome(), report.made()),
          EventWords.reason(row.outcome(), decision));
    }
    if (!table.isEmpty()) {
      console.table(table);
    }
    tellSent(console);
    report.alarms().forEach(alarm -> console.note("Alarm: " + alarm.text()));
    console.line(Funnel.line(report.result().all()));
  }

  private void tellSent(Console console) {
    if (report.sent().isEmpty()) {
      return;
    }
    Table table = Table.of("would send", "by", "rule", "about", "what");
    for (OutboxEntry entry : report.sent()) {
      String held = entry.hold() == null ? "" : " (held: " + entry.hold().words() + ")";
      table.row(
          entry.delivery().route().word() + held,
          entry.delivery().route().connection(),
          entry.delivery().origin().step().rule(),
          entry.delivery().origin().object() == null ? "" : entry.delivery().orderKey(),
          OutboxWords.content(entry.delivery()));
    }
    console.table(table);
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("outcome", report.result().outcome().name().toLowerCase(java.util.Locale.ROOT));
    json.put("words", report.result().words());
    json.put("counters", Funnel.json(report.result().all()));
    json.put("alarms", report.alarms().stream().map(alarm -> alarm.text()).toList());
    json.put("outbox", report.sent().stream().map(OutboxWords::sent).toList());
    json.put("events", report.rows().stream().map(this::row).toList());
    return json;
  }

  private Map<String, @Nullable Object> row(DryRun.Row row) {
    var judged = row.judged();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("stream", judged.stream());
    json.put("key", judged.item().key());
    json.put("title", EventWords.title(judged.item()));
    json.put("time", judged.item() instanceof Event event ? event.time() : null);
    json.put("judgedAt", judged.decision().instant());
    json.put("rules", judged.decision().rules());
    json.put("outcome", EventWords.effects(row.outcome(), report.made()));
    json.put("reason", EventWords.reason(row.outcome(), judged.decision()));
    json.put("objects", objects(row.outcome()));
    return json;
  }

  private List<Map<String, Object>> objects(EventOutcome outcome) {
    List<ObjectRef> refs =
        switch (outcome) {
          case EventOutcome.Created created -> created.objects();
          case EventOutcome.Merged merged -> merged.objects();
          case EventOutcome.Known known -> known.objects();
          case EventOutcome.LeftOut _,
              EventOutcome.Discarded _,
              EventOutcome.Unmatched _,
              EventOutcome.Suppressed _,
              EventOutcome.Observed _,
              EventOutcome.Quarantined _ ->
              List.of();
        };
    List<Map<String, Object>> objects = new ArrayList<>();
    refs.forEach(ref -> objects.add(object(ref, report.made())));
    return objects;
  }

  /** An object with its fields. */
  static Map<String, Object> object(ObjectRef ref, CaseworkReader reader) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", ref.kind().word());
    json.put("id", ref.id());
    switch (ref.kind()) {
      case INCIDENT -> reader.incident(ref.id()).ifPresent(incident -> put(json, incident));
      case TRIAGE_EVENT -> reader.triageEvent(ref.id()).ifPresent(event -> put(json, event));
      case TASK ->
          reader.task(ref.id()).ifPresent(task -> json.put("fields", task.fields().asMap()));
      case INDICATOR -> reader.indicator(ref.id()).ifPresent(indicator -> put(json, indicator));
      case NOTE, ENTITY -> {}
    }
    return json;
  }

  private static void put(Map<String, Object> json, Incident incident) {
    json.put("label", incident.label());
    json.put("fields", incident.fields().asMap());
  }

  private static void put(Map<String, Object> json, Indicator indicator) {
    json.put("type", indicator.name().type().word());
    json.put("value", indicator.name().value());
    json.put("fields", indicator.fields().asMap());
  }

  private static void put(Map<String, Object> json, TriageEvent event) {
    json.put("fields", event.fields().asMap());
  }
}
