package org.tomte.casework.source;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.FieldType;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.SearchFault;
import org.tomte.casework.search.SearchField;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.SearchType;
import org.tomte.casework.search.SeenBy;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/**
 * A source of one kind of objects as a snapshot: an object is an event when it is first chosen by
 * the settings. One that is no longer chosen and then is again is a new event.
 *
 * @param <T> the objects
 * @param <S> the settings
 */
public final class ObjectsConnector<T, S extends Record & Chosen> implements PollingConnector<S> {
  private final Kind<T, S> kind;
  private final DataParts parts;

  /** What differs from kind to kind. */
  private record Kind<T, S extends Record & Chosen>(
      String name,
      String summary,
      Class<S> settings,
      SearchTarget<T> target,
      FieldType.Fields declared,
      ObjectsPoller.EventMaker<T> events,
      BiFunction<S, SearchFields, Condition> more) {}

  private ObjectsConnector(Kind<T, S> kind, DataParts parts) {
    this.kind = kind;
    this.parts = parts;
  }

  /** Incidents. */
  public static ObjectsConnector<Incident, IncidentsSettings> incidents(DataParts parts) {
    return new ObjectsConnector<>(
        new Kind<>(
            "incidents",
            "Watches the team's own incidents: those that meet a condition, are old, idle or"
                + " unattended.",
            IncidentsSettings.class,
            SearchTarget.INCIDENTS,
            EventFields.declaredIncident(),
            EventFields::of,
            IncidentsSettings::condition),
        parts);
  }

  /** Triage events. */
  public static ObjectsConnector<TriageEvent, ObjectsSettings> triage(DataParts parts) {
    return plain(
        "triage",
        "Watches triage events that meet a condition.",
        SearchTarget.TRIAGE_EVENTS,
        EventFields.declaredTriageEvent(),
        (event, _) -> EventFields.of(event),
        parts);
  }

  /** Tasks. */
  public static ObjectsConnector<Task, ObjectsSettings> tasks(DataParts parts) {
    return plain(
        "tasks",
        "Watches the team's tasks: those that meet a condition, for example overdue ones.",
        SearchTarget.TASKS,
        EventFields.declaredTask(),
        (task, _) -> EventFields.of(task),
        parts);
  }

  /** Indicators. */
  public static ObjectsConnector<Indicator, ObjectsSettings> indicators(DataParts parts) {
    return plain(
        "indicators",
        "Watches indicators that meet a condition, for example those that are no longer seen.",
        SearchTarget.INDICATORS,
        EventFields.declaredIndicator(),
        (indicator, _) -> EventFields.of(indicator),
        parts);
  }

  private static <T> ObjectsConnector<T, ObjectsSettings> plain(
      String name,
      String summary,
      SearchTarget<T> target,
      FieldType.Fields declared,
      ObjectsPoller.EventMaker<T> events,
      DataParts parts) {
    return new ObjectsConnector<>(
        new Kind<>(
            name,
            summary,
            ObjectsSettings.class,
            target,
            declared,
            events,
            (_, _) -> Condition.all()),
        parts);
  }

  /** All kinds. */
  public static List<ObjectsConnector<?, ?>> all(DataParts parts) {
    return List.of(incidents(parts), triage(parts), tasks(parts), indicators(parts));
  }

  /** The kind of its objects, whose fields {@code where} names. */
  public ObjectKind kind() {
    return kind.target().kind();
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public String summary() {
    return kind.summary();
  }

  @Override
  public Class<S> settings() {
    return kind.settings();
  }

  @Override
  public FieldType.Fields events(S settings) {
    FieldType.Fields fields = kind.declared().with(EventFields.DEPTH, FieldType.WHOLE);
    return settings.steps().isEmpty() ? fields : fields.with("step", EventFields.declaredStep());
  }

  @Override
  public boolean ownData() {
    return true;
  }

  @Override
  public Poller open(S settings, SourceContext context) throws ConnectorFault {
    SearchFields fields = SearchFields.of(kind(), parts.fields().get());
    OptionalInt identity = parts.identities().identity(context.daemon());
    OptionalInt daemon = settings.own() ? OptionalInt.empty() : identity;
    boolean unattended = settings instanceof IncidentsSettings ours && ours.unattended();
    SeenBy by = new SeenBy(daemon.isPresent() ? (Integer) daemon.getAsInt() : null, unattended);
    return new ObjectsPoller<>(
        kind.name(),
        kind.target(),
        kind.events(),
        new ObjectsPoller.Choice(
            fields, condition(settings, fields), by, settings.steps(), spanOf(settings, fields)),
        parts.readerOf(context.daemon(), identity, settings.restricted()),
        settings.changed());
  }

  private Condition condition(S settings, SearchFields fields) throws ConnectorFault {
    Condition more = kind.more().apply(settings, fields);
    String where = settings.where();
    if (where == null) {
      return more;
    }
    try {
      return new Condition.And(List.of(more, parts.conditions().condition(where, fields)));
    } catch (SearchFault wrong) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, "The condition is wrong: " + wrong.getMessage(), wrong);
    }
  }

  private static @Nullable SearchField spanOf(Chosen settings, SearchFields fields)
      throws ConnectorFault {
    if (settings.steps().isEmpty()) {
      return null;
    }
    String fault = stepsFault(settings, fields);
    if (fault != null) {
      throw new ConnectorFault(FaultKind.CONFIGURATION, fault);
    }
    return fields.field(settings.stepsOf());
  }

  /** What is wrong with the field that reaches the steps; null when nothing is. */
  public static @Nullable String stepsFault(Chosen settings, SearchFields fields) {
    List<String> spans =
        fields.all().stream()
            .filter(field -> field.type() == SearchType.SPAN)
            .map(SearchField::name)
            .toList();
    return settings.steps().isEmpty() || spans.contains(settings.stepsOf())
        ? null
        : "%s is not how long something has been so; valid are %s"
            .formatted(settings.stepsOf(), String.join(", ", spans));
  }
}
