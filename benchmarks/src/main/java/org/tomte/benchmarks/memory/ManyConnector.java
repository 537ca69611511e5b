package org.tomte.benchmarks.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.tomte.api.Event;
import org.tomte.api.FieldType;
import org.tomte.api.Item;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.Position;
import org.tomte.api.SourceContext;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;

/** A source of as many events as wanted, made when they are asked for. */
public final class ManyConnector implements PollingConnector<ManyConnector.Nothing> {
  private static final Instant FIRST = Instant.parse("2026-11-25T00:00:00Z");
  private static final List<StreamInfo> STREAMS =
      List.of(new StreamInfo("log", new StreamKind.OrderedIds(false, true)));

  /** How many there are by now. */
  private static final AtomicLong THERE = new AtomicLong();

  /** So many more are there from now on. */
  static void more(long events) {
    THERE.addAndGet(events);
  }

  /** The settings. */
  public record Nothing() {}

  @Override
  public String name() {
    return "benchmark-many";
  }

  @Override
  public String summary() {
    return "Gives as many events as wanted; for benchmarks.";
  }

  @Override
  public Class<Nothing> settings() {
    return Nothing.class;
  }

  @Override
  public FieldType.Fields events(Nothing settings) {
    return FieldType.open();
  }

  @Override
  public Poller open(Nothing settings, SourceContext context) {
    return new Poller() {
      @Override
      public List<StreamInfo> streams() {
        return STREAMS;
      }

      @Override
      public Page poll(PollRequest request) {
        return page(request);
      }
    };
  }

  private static Page page(PollRequest request) {
    long after = request.from() instanceof Position.Id from ? from.id() : 0;
    long begin = request.next() == null ? after + 1 : Long.parseLong(request.next());
    long end = Math.min(THERE.get() + 1, begin + request.maxEvents());
    List<Item> items = new ArrayList<>();
    for (long id = begin; id < end; id++) {
      items.add(event(id));
    }
    return end <= THERE.get() ? Page.more(items, String.valueOf(end)) : Page.last(items);
  }

  private static Event event(long id) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("level", id % 7);
    fields.put("host", "host-" + id % 500);
    fields.put("user", "user-" + id * 31 % 9_000);
    fields.put("source", "10.%d.%d.%d".formatted(id % 200, id / 7 % 250, id / 11 % 250));
    fields.put("message", "session " + id + " was accepted by policy from inside to outside");
    return Event.of(
        String.valueOf(id), new Position.Id(id), FIRST.plusMillis(id), Map.copyOf(fields));
  }
}
