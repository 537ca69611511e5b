package org.tomte.casework.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.DurationText;
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
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.Cursor;
import org.tomte.casework.search.SearchField;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.Seen;
import org.tomte.casework.search.SeenBy;
import org.tomte.casework.search.Term;

/** Reads chosen objects in the order of their numbers, with an event for each step they reached. */
final class ObjectsPoller<T> implements Poller {
  private static final int MAX_PAGE = 500;

  private final String stream;
  private final SearchTarget<T> target;
  private final EventMaker<T> events;
  private final Choice choice;
  private final CaseworkReader reader;
  private final boolean changed;

  /** Makes the fields of an event of an object as it stands at an instant. */
  @FunctionalInterface
  interface EventMaker<T> {
    Map<String, @Nullable Object> of(T object, Instant launch);
  }

  /**
   * Which objects are chosen.
   *
   * @param stepsOf what reaches the steps; null when there are none
   */
  record Choice(
      SearchFields fields,
      Condition condition,
      SeenBy by,
      List<Duration> steps,
      @Nullable SearchField stepsOf) {}

  /** A place within the objects: after so many events of an object. */
  private record Place(long id, int step) {

    /** After all events of an object; also the beginning. */
    static Place after(long id) {
      return new Place(id, Integer.MAX_VALUE);
    }

    static Place read(@Nullable String next) throws ConnectorFault {
      if (next == null) {
        return after(0);
      }
      String[] parts = next.split("/", 2);
      try {
        long id = Long.parseLong(parts[0]);
        return parts.length == 1 ? after(id) : new Place(id, Integer.parseInt(parts[1]));
      } catch (NumberFormatException e) {
        throw new ConnectorFault(
            FaultKind.INTERNAL, "The next page is named by numbers, not " + next, e);
      }
    }

    @Override
    public String toString() {
      return step == Integer.MAX_VALUE ? Long.toString(id) : id + "/" + step;
    }
  }

  ObjectsPoller(
      String stream,
      SearchTarget<T> target,
      EventMaker<T> events,
      Choice choice,
      CaseworkReader reader,
      boolean changed) {
    this.stream = stream;
    this.target = target;
    this.events = events;
    this.choice = choice;
    this.reader = reader;
    this.changed = changed;
  }

  @Override
  public List<StreamInfo> streams() {
    return List.of(new StreamInfo(stream, new StreamKind.Snapshot(false, true)));
  }

  @Override
  public Page poll(PollRequest request) throws ConnectorFault {
    OnlyStream.check(stream, request.stream());
    Place after = Place.read(request.next());
    if (request.signal().stopRequested()) {
      return Page.more(List.of(), after.toString()); // not the end of the snapshot
    }
    int limit = Math.min(request.maxEvents(), MAX_PAGE);
    SearchRequest wanted = wanted(after, limit, request.launch());
    List<Seen<T>> found = Reads.from(stream, () -> reader.seen(target, wanted, choice.by()));
    List<Event> page = new ArrayList<>();
    Place last = after;
    long bytes = 0;
    for (Seen<T> seen : found) {
      long id = target.id(seen.object());
      int from = id == after.id() ? after.step() + 1 : 0;
      List<Event> all = events(seen, request.launch());
      for (int i = from; i < all.size(); i++) {
        bytes += size(all.get(i));
        if (page.size() == limit || (!page.isEmpty() && bytes > request.maxBytes())) {
          return Page.more(page, last.toString());
        }
        page.add(all.get(i));
        last = i + 1 < all.size() ? new Place(id, i) : Place.after(id);
      }
      last = Place.after(id);
    }
    return found.size() < limit ? Page.last(page) : Page.more(page, last.toString());
  }

  private SearchRequest wanted(Place after, int limit, Instant launch) {
    SearchRequest first = SearchRequest.first(choice.fields(), reached(), limit, launch);
    long before = after.step() == Integer.MAX_VALUE ? after.id() : after.id() - 1;
    return first.after(new Cursor(first.sort(), null, before));
  }

  private Condition reached() {
    SearchField field = choice.stepsOf();
    if (field == null) {
      return choice.condition();
    }
    Condition first =
        new Condition.Comparison(
            new Term.OfField(field),
            Condition.Operator.AT_LEAST,
            new Term.Span(choice.steps().getFirst()));
    return new Condition.And(List.of(choice.condition(), first));
  }

  private List<Event> events(Seen<T> seen, Instant launch) {
    SearchField field = choice.stepsOf();
    String id = Long.toString(target.id(seen.object()));
    if (field == null) {
      return List.of(event(id, seen, fields(seen, launch)));
    }
    Duration value = target.span(seen.object(), choice.fields(), field, launch);
    List<Duration> reached =
        choice.steps().stream()
            .filter(step -> value != null && value.compareTo(step) >= 0)
            .toList();
    List<Event> all = new ArrayList<>();
    for (Duration step : reached) {
      Map<String, @Nullable Object> fields = fields(seen, launch);
      fields.put("step", EventFields.step(choice.steps(), step, step.equals(reached.getLast())));
      all.add(event(id + "/" + DurationText.format(step), seen, fields));
    }
    return all;
  }

  private Map<String, @Nullable Object> fields(Seen<T> seen, Instant launch) {
    Map<String, @Nullable Object> fields = events.of(seen.object(), launch);
    fields.put(EventFields.DEPTH, (long) seen.depth());
    return fields;
  }

  /** Without a time of its own: what makes it an event now is the state, not the last change. */
  private Event event(String key, Seen<T> seen, Map<String, @Nullable Object> fields) {
    Object link = fields.get(FieldNames.LINK);
    return new Event(
        key,
        Position.NONE,
        null,
        changed ? seen.last().toString() : "1",
        fields,
        List.of(),
        null,
        link == null ? null : link.toString());
  }

  /** About as many bytes as its texts take. */
  private static long size(Event event) {
    return event.fields().get(FieldNames.DESCRIPTION) instanceof String description
        ? 1_000L + description.length()
        : 1_000L;
  }
}
