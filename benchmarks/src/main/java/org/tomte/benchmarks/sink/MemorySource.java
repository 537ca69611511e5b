package org.tomte.benchmarks.sink;

import java.util.List;
import org.tomte.api.Event;
import org.tomte.api.FieldType;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.Position;
import org.tomte.api.SourceContext;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;

/** A source that costs nothing: events with consecutive ids that are in memory already. */
final class MemorySource implements PollingConnector<MemorySource.Settings> {
  static final String STREAM = "alerts";

  private volatile List<Event> events = List.of();

  /** Nothing can be set. */
  record Settings() {}

  /** From now on these events are read. */
  void serve(List<Event> others) {
    events = others;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String summary() {
    return "Events in memory.";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public FieldType.Fields events(Settings settings) {
    return FieldType.open();
  }

  @Override
  public Poller open(Settings settings, SourceContext context) {
    return new Poller() {
      @Override
      public List<StreamInfo> streams() {
        return List.of(new StreamInfo(STREAM, new StreamKind.OrderedIds(false, true)));
      }

      @Override
      public Page poll(PollRequest request) {
        return page(request);
      }
    };
  }

  private Page page(PollRequest request) {
    long first = events.isEmpty() ? 0 : id(events.getFirst());
    long after = request.from() instanceof Position.Id from ? from.id() : first - 1;
    String next = request.next();
    int begin =
        next == null ? Math.clamp(after + 1 - first, 0, events.size()) : Integer.parseInt(next);
    int end = Math.min(events.size(), begin + request.maxEvents());
    List<Event> items = events.subList(begin, end);
    return end < events.size() ? Page.more(items, String.valueOf(end)) : Page.last(items);
  }

  private static long id(Event event) {
    return event.position() instanceof Position.Id id ? id.id() : 0;
  }
}
