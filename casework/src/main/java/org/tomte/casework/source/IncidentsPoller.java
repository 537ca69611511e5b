package org.tomte.casework.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.incident.SeenIncident;

/** Reads incidents in the order of their numbers. */
final class IncidentsPoller implements Poller {
  private static final String STREAM = "incidents";
  private static final int MAX_PAGE = 500;

  private final CaseworkReader reader;
  private final IncidentsSettings settings;
  private final @Nullable Integer daemon;

  IncidentsPoller(CaseworkReader reader, IncidentsSettings settings, OptionalInt daemon) {
    this.reader = reader;
    this.settings = settings;
    this.daemon = daemon.isPresent() ? (Integer) daemon.getAsInt() : null;
  }

  @Override
  public List<StreamInfo> streams() {
    return List.of(new StreamInfo(STREAM, new StreamKind.Snapshot(false)));
  }

  @Override
  public Page poll(PollRequest request) throws ConnectorFault {
    OnlyStream.check(STREAM, request.stream());
    int limit = Math.min(request.maxEvents(), MAX_PAGE);
    long after = after(request);
    if (request.signal().stopRequested()) {
      return Page.more(List.of(), Long.toString(after)); // not the end of the snapshot
    }
    IncidentFilter filter = filter(request.launch());
    List<SeenIncident> found =
        Reads.from(STREAM, () -> reader.seenIncidents(filter, daemon, after, limit));
    List<Event> events = new ArrayList<>();
    long bytes = 0;
    for (SeenIncident seen : found) {
      bytes += size(seen.incident());
      if (!events.isEmpty() && bytes > request.maxBytes()) {
        return Page.more(events, events.getLast().key());
      }
      events.add(event(seen, request.launch()));
    }
    return found.size() < limit ? Page.last(events) : Page.more(events, events.getLast().key());
  }

  private static long after(PollRequest request) throws ConnectorFault {
    String next = request.next();
    try {
      return next == null ? 0 : Long.parseLong(next);
    } catch (NumberFormatException e) {
      throw new ConnectorFault(
          FaultKind.INTERNAL, "The next page of incidents is named by a number, not " + next, e);
    }
  }

  private IncidentFilter filter(Instant launch) {
    return new IncidentFilter(
        switch (settings.state()) {
          case OPEN -> false;
          case CLOSED -> true;
          case ANY -> null;
        },
        null,
        null,
        null,
        before(launch, settings.ageOver()),
        before(launch, settings.idleOver()),
        settings.unattended());
  }

  private static @Nullable Instant before(Instant launch, @Nullable Duration duration) {
    return duration == null ? null : launch.minus(duration);
  }

  /** Without a time of its own: what makes it an event now is the state, not the last change. */
  private static Event event(SeenIncident seen, Instant launch) {
    Incident incident = seen.incident();
    Map<String, @Nullable Object> fields = EventFields.of(incident, launch);
    fields.put(EventFields.DEPTH, (long) seen.depth());
    return new Event(
        Long.toString(incident.number()),
        Position.NONE,
        null,
        seen.last().toString(),
        fields,
        List.of(),
        null,
        incident.fields().text(FieldNames.LINK));
  }

  /** About as many bytes as its texts take. */
  private static long size(Incident incident) {
    String description = incident.fields().text(FieldNames.DESCRIPTION);
    return 1_000L + (description == null ? 0 : description.length());
  }
}
