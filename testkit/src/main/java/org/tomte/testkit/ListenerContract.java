package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FieldType;
import org.tomte.api.Position;
import org.tomte.api.Setting;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.Listener;

/**
 * What every listening connector promises. The author of one extends this class and says how a
 * message is sent to it.
 */
public abstract class ListenerContract {
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final List<Listener> opened = new ArrayList<>();

  /** Makes a listener with a sender of its own for one test. */
  protected abstract ListenerSample<?> sample() throws IOException;

  @AfterEach
  void closeListeners() {
    opened.forEach(Listener::close);
  }

  private Listener started(ListenerSample<?> sample, RecordingSink sink) throws Exception {
    Listener listener = sample.open();
    opened.add(listener);
    listener.start(sink);
    return listener;
  }

  private static void send(ListenerSample<?> sample, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      sample.sender().send(i);
    }
  }

  private static List<Arrival> arrived(RecordingSink sink, int count) {
    ListeningSetup.until(count + " arrivals", () -> sink.arrivals().size() >= count);
    return sink.arrivals();
  }

  @Test
  void nameAndSettingsAreDescribed() throws Exception {
    var connector = sample().connector();
    assertThat(connector.name()).matches("[a-z][a-z0-9-]*");
    assertThat(connector.summary()).endsWith(".");
    assertThat(connector.settings().getRecordComponents())
        .allSatisfy(c -> assertThat(c.getAnnotation(Setting.class)).as(c.getName()).isNotNull())
        .allSatisfy(c -> assertThat(c.getAnnotation(Setting.class).value()).isNotBlank());
  }

  @Test
  void whatIsSentArrivesOnce() throws Exception {
    ListenerSample<?> sample = sample();
    RecordingSink sink = new RecordingSink();
    Listener listener = started(sample, sink);
    send(sample, 5);
    arrived(sink, 5);
    listener.drain(MOMENT);
    listener.close();
    assertThat(sink.arrivals()).hasSize(5);
    assertThat(sink.dropped()).isZero();
    assertThat(sink.fault()).isNull();
  }

  @Test
  void arrivalsAreStampedByTheClockAndSized() throws Exception {
    ListenerSample<?> sample = sample();
    RecordingSink sink = new RecordingSink();
    started(sample, sink);
    send(sample, 1);
    Arrival arrival = arrived(sink, 1).getFirst();
    assertThat(arrival.received()).isEqualTo(sample.context().clock().instant());
    assertThat(arrival.size()).isPositive();
  }

  @Test
  void fieldsAreAsDeclaredAndStayTheSameAlsoAfterTheEnd() throws Exception {
    ListenerSample<?> sample = sample();
    RecordingSink sink = new RecordingSink();
    Listener listener = started(sample, sink);
    send(sample, 2);
    List<Arrival> arrivals = arrived(sink, 2);
    List<Map<String, @Nullable Object>> first = arrivals.stream().map(Arrival::fields).toList();
    listener.drain(MOMENT);
    listener.close();
    assertThat(arrivals.stream().map(Arrival::fields).toList()).isEqualTo(first);
    FieldType.Fields declared = declared(sample);
    for (Arrival arrival : arrivals) {
      Event event = Event.of("key", Position.NONE, arrival.time(), arrival.fields());
      assertThat(FieldCheck.faults(declared, event.fields())).isEmpty();
    }
  }

  private static <S extends Record> FieldType.Fields declared(ListenerSample<S> sample) {
    return sample.connector().events(sample.settings());
  }

  @Test
  void oneFieldCanBeAskedForWithoutTheOthers() throws Exception {
    ListenerSample<?> sample = sample();
    RecordingSink sink = new RecordingSink();
    started(sample, sink);
    send(sample, 1);
    Arrival arrival = arrived(sink, 1).getFirst();
    for (Map.Entry<String, @Nullable Object> field : arrival.fields().entrySet()) {
      Map<String, @Nullable Object> anew = arrival.fields();
      assertThat(anew.containsKey(field.getKey())).isTrue();
      assertThat(anew.get(field.getKey())).isEqualTo(field.getValue());
    }
    assertThat(arrival.fields().containsKey("no field has this name")).isFalse();
    assertThat(arrival.fields().get("no field has this name")).isNull();
  }

  @Test
  void whileThereIsNoRoomSendersWaitOrDropsAreCounted() throws Exception {
    ListenerSample<?> sample = sample();
    RecordingSink sink = new RecordingSink();
    started(sample, sink);
    sink.shut();
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(() -> {
          try {
            send(sample, 20);
          } catch (Exception failed) {
            throw new AssertionError(failed);
          }
        });
    if (!sample.slowsSenders()) {
      ListeningSetup.until("drops", () -> sink.dropped() == 20);
    }
    sink.open();
    sending.get();
    if (sample.slowsSenders()) {
      assertThat(arrived(sink, 20)).hasSize(20);
    }
    assertThat(sink.arrivals().size() + sink.dropped()).isEqualTo(20);
  }

  @Test
  void twoCannotListenAtOneAddressAndTheSecondSaysSo() throws Exception {
    ListenerSample<?> sample = sample();
    Listener first = started(sample, new RecordingSink());
    Listener second = sample.open();
    opened.add(second);
    ConnectorFault fault =
        catchThrowableOfType(ConnectorFault.class, () -> second.start(new RecordingSink()));
    assertThat(fault).isNotNull();
    assertThat(fault.getMessage()).isNotBlank();
    first.close();
    RecordingSink sink = new RecordingSink();
    started(sample, sink);
    send(sample, 1);
    assertThat(arrived(sink, 1)).hasSize(1);
  }

  @Test
  void closingTwiceOrBeforeTheStartIsHarmless() throws Exception {
    ListenerSample<?> sample = sample();
    Listener never = sample.open();
    never.close();
    never.close();
    Listener once = started(sample, new RecordingSink());
    once.close();
    once.close();
  }
}
