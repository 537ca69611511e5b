package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.ListenerSink;
import org.tomte.api.listen.Receipt;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.listen.ListeningDaemon;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.Judge;
import org.tomte.engine.run.MemberStatus;

/** What a node promises of daemons that listen, over every store. */
public abstract class ListeningContract {
  private static final AtomicInteger NEXT = new AtomicInteger(5000);

  private final List<ListeningSetup> nodes = new ArrayList<>();
  private final AtomicBoolean away = new AtomicBoolean();
  private final PushSource source = new PushSource();
  private SettableClock clock;
  private StoreUnderTest store;
  private DaemonId daemon;
  private ListeningSetup node;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock settable);

  @BeforeEach
  void openANode() {
    clock = new SettableClock(CommitSetup.START);
    store = store(clock);
    daemon = new DaemonId(NEXT.incrementAndGet());
    node = node("node-a");
  }

  @AfterEach
  void closeNodes() {
    away.set(false);
    nodes.forEach(ListeningSetup::close);
  }

  private ListeningSetup node(String name) {
    FaultyStore through = new FaultyStore(store.store(), trouble());
    ListeningSetup made = new ListeningSetup(store, clock, name + "-" + daemon.value(), through);
    nodes.add(made);
    return made;
  }

  private FaultyStore.Trouble trouble() {
    return new FaultyStore.Trouble() {
      @Override
      public void before(int transaction, int call, String method, @Nullable Object[] arguments) {
        if (away.get()) {
          throw new StoreFault(StoreFault.Kind.UNAVAILABLE, "The database is away.", null);
        }
      }
    };
  }

  private ListeningDaemon revision(String version, String word) {
    return ListeningSetup.daemon(daemon, version, source, ListeningSetup.matching(word));
  }

  private ListenerSink listening() {
    node.want(revision("1", "hit"));
    return node.sink(source, 1);
  }

  private List<Arrival> lines(int count, String words) {
    List<Arrival> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(node.line(daemon, words + " " + i));
    }
    return lines;
  }

  @Test
  void equalLinesStayTwoEvents() throws InterruptedException {
    ListenerSink sink = listening();
    sink.put(node.line(daemon, "hit"));
    sink.put(node.line(daemon, "hit"));
    ListeningSetup.until("two events", () -> node.made(daemon).size() == 2);
    assertThat(node.counted(daemon, Stage.CREATED)).isEqualTo(2);
  }

  @Test
  void oneObjectMayStandForOneMessageAfterTheOther() throws InterruptedException {
    Judge judge = MovingLines.glancing(ListeningSetup.matching("hit"), "hit");
    node.want(ListeningSetup.daemon(daemon, "1", source, judge));
    ListenerSink sink = node.sink(source, 1);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(node.line(daemon, (i % 3 == 0 ? "hit " : i % 3 == 1 ? "miss " : "caf\u00e9 ") + i));
    }
    sink.put(new MovingLines(lines));
    assertThat(sink.offer(new MovingLines(lines))).isEqualTo(60);
    ListeningSetup.until("all", () -> node.made(daemon).size() == 40);
    List<String> wanted =
        lines.stream().map(Line::text).filter(text -> text.contains("hit")).toList();
    assertThat(node.made(daemon)).containsAll(wanted).hasSize(40);
    // What found nothing is counted a moment after what was committed beside it.
    ListeningSetup.until("count", () -> node.counted(daemon, Stage.READ) == 120);
    assertThat(node.counted(daemon, Stage.NEW)).isEqualTo(120);
    assertThat(node.counted(daemon, Stage.UNMATCHED)).isEqualTo(80);
    assertThat(node.counted(daemon, Stage.DISCARDED)).isEqualTo(80);
    assertThat(node.fleet.totals().of(Stage.READ)).isEqualTo(120);
  }

  @Test
  void whatIsWrongWithMessagesIsCountedByMinuteAndForTheWholeNode() throws InterruptedException {
    ListenerSink sink = listening();
    sink.truncated(3);
    sink.resynchronised(2);
    sink.dropped(5);
    sink.refused(7, "not allowed");
    assertThat(node.counted(daemon, Stage.TRUNCATED)).isEqualTo(3);
    assertThat(node.counted(daemon, Stage.RESYNCHRONISED)).isEqualTo(2);
    assertThat(node.counted(daemon, Stage.DROPPED)).isEqualTo(5);
    assertThat(node.counted(daemon, Stage.REFUSED)).isEqualTo(7);
    assertThat(node.fleet.totals().of(Stage.TRUNCATED)).isEqualTo(3);
    assertThat(node.fleet.totals().of(Stage.REFUSED)).isEqualTo(7);
  }

  @Test
  void whatMatchesNothingIsCountedAndNotWritten() throws InterruptedException {
    ListenerSink sink = listening();
    sink.put(lines(500, "miss"));
    sink.put(lines(3, "hit"));
    ListeningSetup.until("three events", () -> node.made(daemon).size() == 3);
    assertThat(node.counted(daemon, Stage.READ)).isEqualTo(503);
    assertThat(node.counted(daemon, Stage.UNMATCHED)).isEqualTo(500);
    assertThat(node.counted(daemon, Stage.NEW)).isEqualTo(503);
  }

  @Test
  void aSenderWhoWaitsIsAnsweredAfterTheCommitAndItsRepeatIsKnownOnEveryNode()
      throws InterruptedException {
    ListenerSink sink = listening();
    Arrival arrival = node.keyed(daemon, "hit", "delivery-1");
    Receipt.Taken first = onlyOne(sink.confirm(List.of(arrival)));
    assertThat(first.outcome()).isEqualTo(Receipt.Outcome.STORED);
    assertThat(first.objects()).hasSize(1);
    assertThat(node.made(daemon)).hasSize(1);
    ListeningSetup other = node("node-b");
    PushSource there = new PushSource();
    other.want(ListeningSetup.daemon(daemon, "1", there, ListeningSetup.matching("hit")));
    Receipt.Taken again = onlyOne(other.sink(there, 1).confirm(List.of(arrival)));
    assertThat(again.outcome()).isEqualTo(Receipt.Outcome.KNOWN);
    assertThat(again.objects()).isEqualTo(first.objects());
    assertThat(node.made(daemon)).hasSize(1);
  }

  @Test
  void everyNodeHasAnEpochOfItsOwn() throws InterruptedException {
    ListenerSink sink = listening();
    ListeningSetup other = node("node-b");
    PushSource there = new PushSource();
    other.want(ListeningSetup.daemon(daemon, "1", there, ListeningSetup.matching("hit")));
    other.sink(there, 1).put(node.line(daemon, "hit b"));
    sink.put(node.line(daemon, "hit a"));
    ListeningSetup.until("both", () -> node.made(daemon).size() == 2);
    assertThat(source.starts()).isOne();
    assertThat(store.epochs().of(Set.of(daemon)))
        .containsKeys(new LaneName(daemon, node.node), new LaneName(daemon, other.node));
  }

  @Test
  void aSenderWhoWaitsIsToldWhenTheStoreIsAway() throws InterruptedException {
    ListenerSink sink = listening();
    away.set(true);
    Arrival arrival = node.keyed(daemon, "hit", "delivery-2");
    assertThat(sink.confirm(List.of(arrival))).isInstanceOf(Receipt.Unavailable.class);
    away.set(false);
    assertThat(onlyOne(sink.confirm(List.of(arrival))).outcome()).isEqualTo(Receipt.Outcome.STORED);
    assertThat(node.made(daemon)).hasSize(1);
  }

  @Test
  void whileTheStoreIsAwaySendersWaitAndDatagramsAreDroppedAndCounted() throws Exception {
    ListenerSink sink = listening();
    away.set(true);
    int sent = 0;
    int taken = 0;
    while (sent == taken) {
      taken += sink.offer(lines(100, "hit datagram " + sent));
      sent += 100;
    }
    assertThat(taken).isGreaterThanOrEqualTo(1_000).isLessThan(2_000);
    CompletableFuture<Void> slowed =
        CompletableFuture.runAsync(() -> {
          try {
            sink.put(node.line(daemon, "hit stream"));
          } catch (InterruptedException ended) {
            throw new AssertionError(ended);
          }
        });
    assertThat(slowed).isNotDone();
    away.set(false);
    slowed.get();
    int expected = taken + 1;
    ListeningSetup.until("all of it", () -> node.made(daemon).size() == expected);
    assertThat(node.made(daemon)).doesNotHaveDuplicates();
    assertThat(node.counted(daemon, Stage.DROPPED)).isEqualTo(sent - taken);
    assertThat(node.counted(daemon, Stage.READ)).isEqualTo(expected);
  }

  @Test
  void whatWaitsWhenADaemonIsEditedIsJudgedByTheNewRules() throws InterruptedException {
    ListenerSink sink = listening();
    away.set(true);
    sink.put(lines(30, "hit and miss"));
    source.keepForDraining(List.of(node.line(daemon, "hit, left in a buffer")));
    node.editBehindItsBack(revision("2", "miss"));
    away.set(false);
    node.fleet.reconcile();
    node.sink(source, 2);
    ListeningSetup.until("all", () -> node.made(daemon).size() == 30);
    assertThat(source.mostAtOnce()).isOne();
    ListeningSetup.until("count", () -> node.counted(daemon, Stage.READ) == 31);
    assertThat(node.counted(daemon).of("word").matched()).isEqualTo(30);
  }

  @Test
  void afterDisablingNothingIsCommittedAndWhatWaitedIsCountedAsDropped() throws Exception {
    ListenerSink sink = listening();
    away.set(true);
    sink.put(lines(7, "hit"));
    CompletableFuture<Receipt> waiting = confirming(sink, node.keyed(daemon, "hit", "late"));
    node.disable(daemon);
    away.set(false);
    // Both say that nothing was stored; which one depends on how far the sender had come.
    assertThat(waiting.get()).isInstanceOfAny(Receipt.Unavailable.class, Receipt.Busy.class);
    ListeningSetup.until("closed", () -> source.openNow() == 0);
    ListeningSetup.until("drops", () -> node.counted(daemon, Stage.DROPPED) == 7);
    assertThat(node.made(daemon)).isEmpty();
    assertThatThrownBy(() -> sink.put(node.line(daemon, "hit too late")))
        .isInstanceOf(InterruptedException.class);
    ListeningSetup.until("the lane is gone", () -> store.epochs().of(Set.of(daemon)).size() == 1);
  }

  private static CompletableFuture<Receipt> confirming(ListenerSink sink, Arrival arrival) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return sink.confirm(List.of(arrival));
      } catch (InterruptedException ended) {
        throw new AssertionError(ended);
      }
    });
  }

  @Test
  void stoppingCommitsWhatWasTakenAndWhatIsInBuffers() throws InterruptedException {
    ListenerSink sink = listening();
    sink.put(lines(120, "hit"));
    source.keepForDraining(lines(5, "hit at the end"));
    node.fleet.close();
    assertThat(node.made(daemon)).hasSize(125);
    assertThat(source.openNow()).isZero();
    assertThat(store.runs().of(daemon, null, 5))
        .singleElement()
        .satisfies(run -> assertThat(run.outcome()).isEqualTo("stopped"))
        .satisfies(run -> assertThat(run.run().cause()).isEqualTo("continuous"));
  }

  @Test
  void aListenerThatCannotStartIsTriedAgainAndAPersonIsTold() throws InterruptedException {
    source.refuse(new ConnectorFault(FaultKind.CONFIGURATION, "Port 514 is taken."));
    node.want(revision("1", "hit"));
    ListeningSetup.until("an alarm", () -> !node.alarms.open().isEmpty());
    assertThat(node.alarms.open().getFirst().text()).contains("Port 514 is taken.");
    assertThat(state()).isEqualTo(MemberStatus.State.FAILING);
    source.refuse(null);
    node.sink(source, 1).put(node.line(daemon, "hit"));
    ListeningSetup.until("the event", () -> node.made(daemon).size() == 1);
    assertThat(state()).isEqualTo(MemberStatus.State.LISTENING);
  }

  private MemberStatus.State state() {
    return node.fleet.status(daemon).orElseThrow().state();
  }

  @Test
  void aListenerThatDiesIsStartedAnewAndWhatItBroughtStays() throws InterruptedException {
    ListenerSink sink = listening();
    sink.put(lines(10, "hit before"));
    sink.failed(new ConnectorFault(FaultKind.UNAVAILABLE, "The socket is gone."));
    ListenerSink next = node.sink(source, 2);
    next.put(lines(10, "hit after"));
    ListeningSetup.until("all", () -> node.made(daemon).size() == 20);
    assertThat(source.mostAtOnce()).isOne();
    node.fleet.settle();
    assertThat(store.runs().of(daemon, null, 5))
        .extracting(RunLog.LoggedRun::words)
        .contains("The socket is gone.");
  }

  @Test
  void somebodyElseWhoTakesTheLaneMakesOldCommitsStale() throws InterruptedException {
    ListenerSink sink = listening();
    store.epochs().raise(daemon);
    sink.put(lines(4, "hit"));
    node.sink(source, 2);
    ListeningSetup.until("all", () -> node.made(daemon).size() == 4);
    assertThat(node.made(daemon)).doesNotHaveDuplicates();
  }

  @Test
  void aDaemonThatBringsNothingRaisesAnAlarmThatEndsByItself() throws InterruptedException {
    ListeningDaemon plain = revision("1", "hit");
    ListeningDaemon.Handling handling = plain.handling();
    node.want(
        new ListeningDaemon(
            plain.id(),
            plain.about(),
            plain.version(),
            plain.source(),
            plain.judge(),
            new ListeningDaemon.Handling(
                handling.mode(),
                handling.keep(),
                handling.limits(),
                new org.tomte.engine.run.Member.Silence(
                    java.time.Duration.ofMinutes(10),
                    org.tomte.engine.timeframe.FrameCondition.ALWAYS),
                Set.of())));
    ListenerSink sink = node.sink(source, 1);
    node.fleet.listenForSilence();
    assertThat(node.alarms.open()).isEmpty();
    clock.advance(java.time.Duration.ofMinutes(11));
    node.fleet.listenForSilence();
    assertThat(node.alarms.open()).hasSize(1);
    sink.put(node.line(daemon, "miss"));
    node.fleet.settle();
    node.fleet.listenForSilence();
    assertThat(node.alarms.open()).isEmpty();
  }

  private static Receipt.Taken onlyOne(Receipt receipt) {
    assertThat(receipt).isInstanceOf(Receipt.Committed.class);
    return ((Receipt.Committed) receipt).events().getFirst();
  }
}
