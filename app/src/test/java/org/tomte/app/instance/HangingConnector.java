package org.tomte.app.instance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Acknowledgement;
import org.tomte.api.Event;
import org.tomte.api.FieldType;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.Position;
import org.tomte.api.Setting;
import org.tomte.api.SourceContext;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;

/** A source that hangs in its second page until it is let go, deaf to interruption. */
public final class HangingConnector implements PollingConnector<HangingConnector.Settings> {
  static final String STREAM = "numbers";
  static final StreamKind KIND = new StreamKind.OrderedIds(false, true);
  static final int PAGE = 10;
  static final int EVENTS = 2 * PAGE;

  private static final Map<String, Source> SOURCES = new ConcurrentHashMap<>();

  /** The source of a place; tests of one JVM use places of their own. */
  static Source source(String place) {
    return SOURCES.computeIfAbsent(place, _ -> new Source());
  }

  /** The settings of the source. */
  public record Settings(@Setting("Which of the sources.") String place) {}

  @Override
  public String name() {
    return "hanging";
  }

  @Override
  public String summary() {
    return "Gives numbers and hangs in between.";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public FieldType.Fields events(Settings settings) {
    return FieldType.closed().with("number", FieldType.WHOLE);
  }

  @Override
  public Set<String> acknowledgements(Settings settings) {
    return Set.of("tell");
  }

  @Override
  public Poller open(Settings settings, SourceContext context) {
    return source(settings.place());
  }

  /** Numbers from 1 to {@link #EVENTS}. */
  static final class Source implements Poller {
    private final AtomicBoolean hangs = new AtomicBoolean(true);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final Semaphore answer = new Semaphore(0);
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicInteger polls = new AtomicInteger();

    CountDownLatch hanging() {
      return hanging;
    }

    void letGo() {
      answer.release();
    }

    /** Keys of the events that were acknowledged. */
    Set<String> told() {
      return told;
    }

    int polls() {
      return polls.get();
    }

    @Override
    public List<StreamInfo> streams() {
      return List.of(new StreamInfo(STREAM, KIND));
    }

    @Override
    public Page poll(PollRequest request) {
      polls.incrementAndGet();
      int after = after(request);
      if (after >= PAGE && hangs.compareAndSet(true, false)) {
        hanging.countDown();
        answer.acquireUninterruptibly();
      }
      List<Event> events = new ArrayList<>();
      int last = Math.min(EVENTS, after + Math.min(PAGE, request.maxEvents()));
      for (int number = after + 1; number <= last; number++) {
        events.add(
            Event.of("key-" + number, new Position.Id(number), null, Map.of("number", number)));
      }
      return last < EVENTS ? Page.more(events, "" + last) : Page.last(events);
    }

    private static int after(PollRequest request) {
      String next = request.next();
      if (next != null) {
        return Integer.parseInt(next);
      }
      return request.from() instanceof Position.Id id ? (int) id.id() : 0;
    }

    @Override
    public List<@Nullable String> acknowledge(
        String stream, List<Acknowledgement> acknowledgements) {
      acknowledgements.forEach(each -> told.add(each.key()));
      return Arrays.asList(new @Nullable String[acknowledgements.size()]);
    }
  }
}
