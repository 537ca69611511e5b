package org.tomte.engine.commit;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Attachment;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Raw;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.task.Task;
import org.tomte.engine.decision.AtMost;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.DeliveryDraft.DraftFault;
import org.tomte.engine.decision.DeliveryTerms;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.keep.Archive;
import org.tomte.engine.keep.PlainJson;
import org.tomte.engine.outbox.EnclosedFile;
import org.tomte.engine.outbox.Hold;
import org.tomte.engine.outbox.NewDelivery;
import org.tomte.engine.outbox.Origin;
import org.tomte.engine.pointer.KeyHash;

/** What events ask to send: rendered when the objects have their numbers, stored with them. */
final class Deliveries {
  private final Archive archive;
  private final CommitTransaction transaction;
  private final Correlations correlations;
  private final CaseCommands commands;
  private final Instant now;
  private final List<Wanted> wanted = new ArrayList<>();
  private final List<NewDelivery> rows = new ArrayList<>();

  private record Wanted(EventWork work, PlannedEffect planned, Effect.Deliver deliver) {}

  Deliveries(
      Archive archive,
      CommitTransaction transaction,
      Correlations correlations,
      CaseCommands commands,
      Instant now) {
    this.archive = archive;
    this.transaction = transaction;
    this.correlations = correlations;
    this.commands = commands;
    this.now = now;
  }

  /** Remembers one whose condition lets it happen. */
  void want(EventWork work, PlannedEffect planned, Effect.Deliver deliver) {
    wanted.add(new Wanted(work, planned, deliver));
  }

  /**
   * Renders and stores all; what cannot be rendered is returned.
   *
   * @param changed whether the event changed an object that was there
   */
  Map<PreparedEvent, Decision.Failure> write(Predicate<EventWork> changed) {
    Map<PreparedEvent, Decision.Failure> failures = new LinkedHashMap<>();
    for (Wanted each : wanted) {
      if (each.work().live() ? asked(each, changed) : imagined(each)) {
        try {
          rows.add(row(each));
        } catch (DraftFault fault) {
          failures.putIfAbsent(
              each.work().event,
              new Decision.Failure(
                  "commit",
                  PreparedEvent.shortened(each.deliver().word() + ": " + fault.getMessage())));
        }
      }
    }
    if (failures.isEmpty() && !rows.isEmpty()) {
      transaction.deliver(rows);
    }
    return failures;
  }

  private boolean asked(Wanted each, Predicate<EventWork> changed) {
    return switch (each.deliver().terms().onlyIf()) {
      case null -> true;
      case CREATED -> commands.created(each.work());
      case MERGED -> changed.test(each.work()) && !commands.created(each.work());
    };
  }

  /** What would become of an event of a daemon that only observes. */
  private static boolean imagined(Wanted each) {
    DeliveryTerms.OnlyIf onlyIf = each.deliver().terms().onlyIf();
    boolean creates =
        each.work().event.effects().stream()
            .map(PlannedEffect::effect)
            .anyMatch(effect ->
                effect instanceof Effect.AddToTriage
                    || effect instanceof Effect.CreateIncident
                    || effect instanceof Effect.CreateTask
                    || effect instanceof Effect.AddIndicator);
    return switch (onlyIf) {
      case null -> true;
      case CREATED -> creates;
      case MERGED -> !creates;
    };
  }

  private NewDelivery row(Wanted each) throws DraftFault {
    EventWork work = each.work();
    PlannedEffect planned = each.planned();
    Effect.Deliver deliver = each.deliver();
    ObjectRef object = work.live() ? about(work) : null;
    Map<String, @Nullable Object> content =
        deliver.draft().render(work.live() ? made(work) : imaginedObjects(work));
    if (work.live()) {
      work.made.add(new MadeEntry(planned.rule(), planned.action(), null, false));
      work.sends = true;
    }
    return new NewDelivery(
        id(work, planned),
        object == null
            ? "event/%d/%s".formatted(work.event.name().stream(), work.event.name().hash())
            : object.kind().word() + "/" + object.id(),
        origin(work, planned, deliver, object),
        new NewDelivery.Route(deliver.word(), deliver.connection()),
        PlainJson.write(content),
        files(work, deliver.terms()),
        hold(work, planned, deliver.terms()),
        now);
  }

  /** The same event, rule and action give the same id, whatever happens in between. */
  private static KeyHash id(EventWork work, PlannedEffect planned) {
    return KeyHash.of(
        PlainJson.write(
            List.of(
                "delivery",
                work.batch.batch().daemon().value(),
                work.event.judged().stream(),
                work.event.name().hash().toString(),
                planned.rule(),
                planned.action())));
  }

  private static Origin origin(
      EventWork work, PlannedEffect planned, Effect.Deliver deliver, @Nullable ObjectRef object) {
    return new Origin(
        work.batch.batch().daemon(),
        deliver.from().daemon(),
        deliver.from().owner(),
        new Origin.Step(
            planned.rule(),
            planned.action(),
            work.batch.batch().run().planned(),
            work.event.judged().depth() + 1),
        object);
  }

  private @Nullable Hold hold(EventWork work, PlannedEffect planned, DeliveryTerms terms) {
    if (!work.live()) {
      return Hold.OBSERVED;
    }
    if (terms.approve()) {
      return Hold.APPROVAL;
    }
    AtMost atMost = terms.atMost();
    return atMost == null || correlations.letOut(work, planned, atMost, now) ? null : Hold.AT_MOST;
  }

  /**
   * The object that a delivery is about: an incident, else a triage event, a task, an indicator.
   */
  private static @Nullable ObjectRef about(EventWork work) {
    return work.madeEffects().objects().stream()
        .min(Comparator.comparing(ObjectRef::kind))
        .orElse(null);
  }

  private Map<String, Object> made(EventWork work) {
    Map<String, Object> variables = new LinkedHashMap<>();
    for (ObjectRef object : work.madeEffects().objects()) {
      Map<String, Object> fields = fields(work, object);
      if (fields != null) {
        variables.putIfAbsent(variable(object.kind()), fields);
      }
    }
    return variables;
  }

  private static String variable(ObjectKind kind) {
    return kind == ObjectKind.TRIAGE_EVENT ? "triage" : kind.word();
  }

  /** The fields of an object as this attempt leaves it; null when it has nothing to do with it. */
  private @Nullable Map<String, Object> fields(EventWork work, ObjectRef object) {
    return switch (object.kind()) {
      case INCIDENT -> {
        Incident incident = commands.incident(object.id());
        yield incident == null ? null : fields(incident);
      }
      case TRIAGE_EVENT -> {
        Map<String, Object> fields = new LinkedHashMap<>(planned(work, Effect.AddToTriage.class));
        fields.put("id", object.id());
        yield fields;
      }
      case TASK -> {
        Task task = commands.tasks().task(object.id());
        yield task == null ? null : fields(task);
      }
      case INDICATOR -> {
        Indicator indicator = commands.indicators().indicator(object.id());
        yield indicator == null ? null : fields(indicator);
      }
      case NOTE, ENTITY -> null;
    };
  }

  private static Map<String, Object> fields(Incident incident) {
    Map<String, Object> fields = fields(incident.fields());
    fields.put("number", incident.number());
    fields.put("label", incident.label());
    return fields;
  }

  private static Map<String, Object> fields(Task task) {
    Map<String, Object> fields = fields(task.fields());
    fields.put("number", task.number());
    return fields;
  }

  private static Map<String, Object> fields(Indicator indicator) {
    Map<String, Object> fields = fields(indicator.fields());
    fields.put(FieldNames.TYPE, indicator.name().type().word());
    fields.put(FieldNames.VALUE, indicator.name().value());
    fields.put("sightings", indicator.sightings().count());
    return fields;
  }

  private static Map<String, Object> fields(FieldValues values) {
    Map<String, Object> fields = new LinkedHashMap<>();
    values
        .asMap()
        .forEach((name, value) -> {
          if (value != null) {
            fields.put(name, value);
          }
        });
    return fields;
  }

  /** A daemon that only observes makes no objects; their fields are known all the same. */
  private static Map<String, Object> imaginedObjects(EventWork work) {
    Map<String, Object> variables = new LinkedHashMap<>();
    Map<String, Object> incident = planned(work, Effect.CreateIncident.class);
    if (!incident.isEmpty()) {
      variables.put("incident", incident);
    }
    Map<String, Object> triage = planned(work, Effect.AddToTriage.class);
    if (!triage.isEmpty()) {
      variables.put("triage", triage);
    }
    Map<String, Object> task = planned(work, Effect.CreateTask.class);
    if (!task.isEmpty()) {
      variables.put("task", task);
    }
    Map<String, Object> indicator = planned(work, Effect.AddIndicator.class);
    if (!indicator.isEmpty()) {
      variables.put("indicator", indicator);
    }
    return variables;
  }

  private static Map<String, Object> planned(EventWork work, Class<? extends Effect> kind) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (PlannedEffect planned : work.event.effects()) {
      if (kind.isInstance(planned.effect())) {
        rendered(planned.effect())
            .forEach((name, value) -> {
              if (value != null) {
                fields.putIfAbsent(name, value);
              }
            });
      }
    }
    return fields;
  }

  private static Map<String, @Nullable Object> rendered(Effect effect) {
    return switch (effect) {
      case Effect.AddToTriage add -> add.fields();
      case Effect.CreateIncident create -> create.fields();
      case Effect.AttachToIncident attach when attach.fresh() != null -> attach.fresh().fields();
      case Effect.CreateTask create -> create.fields();
      case Effect.AddIndicator add -> named(add);
      case Effect.Discard _,
          Effect.UpdateIncident _,
          Effect.AddNote _,
          Effect.CloseIncident _,
          Effect.ChangeIncidentStatus _,
          Effect.AttachToIncident _,
          Effect.SetTaskProgress _,
          Effect.CloseTask _,
          Effect.Deliver _ ->
          Map.of();
    };
  }

  private static Map<String, @Nullable Object> named(Effect.AddIndicator add) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(add.fields());
    fields.put(FieldNames.TYPE, add.name().type().word());
    fields.put(FieldNames.VALUE, add.name().value());
    return fields;
  }

  private List<EnclosedFile> files(EventWork work, DeliveryTerms terms) {
    if (terms.attach().isEmpty() || !(work.event.item() instanceof Event event)) {
      return List.of();
    }
    List<EnclosedFile> files = new ArrayList<>();
    if (terms.attach().contains(DeliveryTerms.Attach.ATTACHMENTS)) {
      event.attachments().forEach(each -> files.add(file(work, each)));
    }
    Raw raw = event.raw();
    if (raw != null && terms.attach().contains(DeliveryTerms.Attach.ORIGINAL)) {
      String name = raw.mediaType().equals("message/rfc822") ? "original.eml" : "original.txt";
      files.add(stored(work, name, raw.mediaType(), raw.content()));
    }
    return files;
  }

  private EnclosedFile file(EventWork work, Attachment attachment) {
    return stored(work, attachment.name(), attachment.mediaType(), attachment.content());
  }

  private EnclosedFile stored(EventWork work, String name, String mediaType, Content content) {
    try {
      String digest = archive.blob(content);
      return new EnclosedFile(CleanText.text(name), mediaType, digest, content.size());
    } catch (IOException e) {
      throw new StoreFault(
          StoreFault.Kind.UNAVAILABLE,
          "The file %s of event %s cannot be stored: %s"
              .formatted(name, work.event.key(), e.getMessage()),
          e);
    }
  }
}
