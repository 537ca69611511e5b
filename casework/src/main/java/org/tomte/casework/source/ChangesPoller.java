package org.tomte.casework.source;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangeFeed;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;

/** Reads changes after the place that the token names. */
final class ChangesPoller implements Poller {
  private static final String STREAM = "changes";
  private static final int MAX_PAGE = 500;

  private final ChangeFeed feed;
  private final CaseworkReader reader;
  private final WantedChanges wanted;

  ChangesPoller(ChangeFeed feed, CaseworkReader reader, WantedChanges wanted) {
    this.feed = feed;
    this.reader = reader;
    this.wanted = wanted;
  }

  @Override
  public List<StreamInfo> streams() {
    return List.of(new StreamInfo(STREAM, new StreamKind.Token()));
  }

  @Override
  public Page poll(PollRequest request) throws ConnectorFault {
    OnlyStream.check(STREAM, request.stream());
    String place = request.next() == null ? request.token() : request.next();
    ChangePosition after = after(place);
    if (request.signal().stopRequested()) {
      return new Page(List.of(), null, place, null);
    }
    int limit = Math.min(request.maxEvents(), MAX_PAGE);
    List<Change> changes = Reads.from(STREAM, () -> feed.read(after, limit));
    if (changes.isEmpty()) {
      return new Page(List.of(), null, place, null);
    }
    List<Event> events = Reads.from(STREAM, () -> events(wanted.of(changes), request.launch()));
    String token = changes.getLast().position().toString();
    return new Page(events, changes.size() < limit ? null : token, token, null);
  }

  private static ChangePosition after(@Nullable String place) throws ConnectorFault {
    try {
      return place == null ? ChangePosition.START : ChangePosition.parse(place);
    } catch (IllegalArgumentException e) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, "The pointer is wrong: " + e.getMessage() + ".", e);
    }
  }

  private List<Event> events(List<Change> changes, Instant launch) {
    Map<ObjectRef, Map<String, @Nullable Object>> objects = new HashMap<>();
    reader
        .incidents(WantedChanges.ids(changes, ObjectKind.INCIDENT))
        .forEach(incident -> objects.put(incident.ref(), EventFields.of(incident, launch)));
    reader
        .triageEvents(WantedChanges.ids(changes, ObjectKind.TRIAGE_EVENT))
        .forEach(event -> objects.put(event.ref(), EventFields.of(event)));
    reader
        .tasks(WantedChanges.ids(changes, ObjectKind.TASK))
        .forEach(task -> objects.put(task.ref(), EventFields.of(task)));
    reader
        .indicators(WantedChanges.ids(changes, ObjectKind.INDICATOR))
        .forEach(indicator -> objects.put(indicator.ref(), EventFields.of(indicator)));
    return changes.stream().map(change -> event(change, objects.get(change.object()))).toList();
  }

  private Event event(Change change, @Nullable Map<String, @Nullable Object> object) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("object", Map.of("kind", change.object().kind().word(), "id", change.object().id()));
    fields.put("field", change.field());
    put(fields, "before", change.before());
    put(fields, "after", change.after());
    if (wanted.times() > 1) {
      fields.put("times", (long) wanted.times());
    }
    fields.put("at", change.at().toString());
    fields.put("by", change.cause().words());
    fields.put("cause", EventFields.of(change.cause()));
    fields.put(EventFields.DEPTH, (long) change.cause().depth());
    put(fields, name(change.object().kind()), object);
    return Event.of(change.position().toString(), Position.NONE, change.at(), fields);
  }

  private static String name(ObjectKind kind) {
    return switch (kind) {
      case INCIDENT, TASK, INDICATOR, NOTE, ENTITY -> kind.word();
      case TRIAGE_EVENT -> "triage";
    };
  }

  private static void put(
      Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
