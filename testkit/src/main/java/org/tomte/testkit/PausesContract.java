package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.incident;
import static org.tomte.testkit.CommitSetup.judged;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.engine.DaemonId;
import org.tomte.engine.connection.CurrentPauses;
import org.tomte.engine.connection.Pause;
import org.tomte.engine.connection.PauseStore;
import org.tomte.engine.decision.DeliveryTerms;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.definition.revision.Author;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.outbox.OutboxStore;

/** What every store must do with pauses of connections, and with deliveries by them. */
public abstract class PausesContract {
  private static final String WHY = "the server moves";

  private SettableClock clock;
  private CommitSetup setup;
  private StoreUnderTest store;
  private PauseStore pauses;
  private String connection;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  @BeforeEach
  void open() {
    clock = new SettableClock(START);
    store = store(clock);
    setup = new CommitSetup(store, clock);
    pauses = store.pauses();
    connection = "mail-" + setup.daemon().value();
  }

  private static Author ann(Instant at) {
    return new Author("ann", WHY, at);
  }

  private List<Pause> holding(Instant at) {
    return pauses.holding(at).stream()
        .filter(pause -> pause.connection().equals(connection))
        .toList();
  }

  @Test
  void aPauseHoldsFromNowAndEndsByItself() {
    Instant until = START.plusSeconds(600);
    Pause pause = pauses.begin(connection, until, ann(START));
    assertThat(holding(START)).containsExactly(pause);
    assertThat(holding(START.minusMillis(1))).isEmpty();
    assertThat(holding(until.minusMillis(1))).hasSize(1);
    assertThat(holding(until)).isEmpty();
    assertThat(pauses.end(connection, ann(until))).isEmpty();
  }

  @Test
  void aPersonEndsItSoonerAndTheHistoryTellsWho() {
    pauses.begin(connection, START.plusSeconds(600), ann(START));
    Author bob = new Author("bob", "it is back", START.plusSeconds(60));
    assertThat(pauses.end(connection, bob)).isPresent();
    assertThat(holding(START.plusSeconds(61))).isEmpty();
    assertThat(holding(START.plusSeconds(59))).hasSize(1);
    Pause past = pauses.history(connection, 10).getFirst();
    assertThat(past.by()).isEqualTo(ann(START));
    assertThat(past.ended()).isEqualTo(bob);
    assertThat(pauses.end(connection, bob)).isEmpty();
  }

  @Test
  void anotherPauseTakesThePlaceOfTheOneThatHoldsAndGoesOnSinceItsBeginning() {
    pauses.begin(connection, START.plusSeconds(60), ann(START));
    Instant later = START.plusSeconds(30);
    Pause longer = pauses.begin(connection, START.plusSeconds(900), ann(later));
    assertThat(longer.since()).isEqualTo(START);
    assertThat(holding(later)).containsExactly(longer);
    assertThat(pauses.history(connection, 10)).hasSize(2);
  }

  @Test
  void deliveriesByAPausedConnectionWaitAndGoOutAfterwards() {
    DaemonId daemon = setup.daemon();
    Effect mail =
        new Effect.Deliver(
            "send-email",
            connection,
            new Effect.Sender("test-daemon", "soc"),
            DeliveryTerms.NONE,
            _ -> new LinkedHashMap<String, @Nullable Object>());
    setup.committed(
        setup.batch(
            daemon, setup.epoch(daemon), 1, List.of(judged(event("a"), incident("A"), mail))));
    pauses.begin(connection, START.plusSeconds(600), ann(START));

    assertThat(claimed(daemon, START.plusSeconds(599))).isEmpty();
    OutboxEntry waiting =
        store.outbox().list(new OutboxStore.Filter(daemon, Set.of(), null), 5).getFirst();
    assertThat(waiting.state()).isEqualTo(OutboxEntry.State.OPEN);
    assertThat(waiting.tries().faults()).isZero();

    assertThat(claimed(daemon, START.plusSeconds(600))).hasSize(1);
  }

  private List<OutboxEntry> claimed(DaemonId daemon, Instant now) {
    return store.outbox().claim(now, now.plusSeconds(60), 10_000).stream()
        .filter(entry -> daemon.equals(entry.delivery().origin().daemon()))
        .toList();
  }

  @Test
  void whoLooksSeesAPauseWithinASecondAndItsEndAtOnce() {
    CurrentPauses current = new CurrentPauses(pauses, clock);
    assertThat(current.until(connection)).isNull();
    long version = current.version();
    Instant until = START.plusSeconds(600);
    pauses.begin(connection, until, ann(START));
    clock.set(START.plusSeconds(1));
    assertThat(current.until(connection)).isEqualTo(until);
    assertThat(current.version()).isGreaterThan(version);
    long paused = current.version();
    clock.set(until);
    assertThat(current.until(connection)).isNull();
    assertThat(current.version()).isGreaterThan(paused);
  }

  @Test
  void whoTakesADaemonOverKnowsSinceWhenItDidNotRun() {
    pauses.begin(connection, START.plusSeconds(600), ann(START));
    clock.set(START.plusSeconds(3_600));
    CurrentPauses current = new CurrentPauses(pauses, clock);
    assertThat(current.missedSince(connection, START.plusSeconds(300))).isEqualTo(START);
    Instant after = START.plusSeconds(700);
    assertThat(current.missedSince(connection, after)).isEqualTo(after);
    assertThat(current.missedSince("", after)).isEqualTo(after);
  }
}
