package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.judged;
import static org.tomte.testkit.CommitSetup.triage;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.RunLog;

/** What every store must do with the endings of runs: a node that lost a daemon ends nothing. */
public abstract class RunLogContract {
  private CommitSetup setup;
  private RunLog runs;
  private DaemonId daemon;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  @BeforeEach
  void openADaemon() {
    SettableClock clock = new SettableClock(START);
    setup = new CommitSetup(store(clock), clock);
    runs = setup.store.runs();
    daemon = setup.daemon();
  }

  private RunLog.RunId run(String node, Instant started) {
    return new RunLog.RunId(daemon, Batch.WHOLE, START, "schedule", started, node);
  }

  private RunLog.Ended ended(String node, Instant started, long epoch, String outcome) {
    return new RunLog.Ended(
        run(node, started),
        epoch,
        outcome,
        "by " + node,
        true,
        started.plusSeconds(5),
        Counters.ZERO);
  }

  private RunLog.LoggedRun only() {
    List<RunLog.LoggedRun> logged = runs.of(daemon, null, 5);
    assertThat(logged).hasSize(1);
    return logged.getFirst();
  }

  private Batch batch(long epoch, int page, String node, Instant started) {
    Batch batch = setup.batch(daemon, epoch, page, List.of(judged(event("e" + page), triage("T"))));
    return new Batch(
        daemon,
        Batch.WHOLE,
        epoch,
        new RunRef(START, RunRef.Cause.SCHEDULE, started, node),
        batch.mode(),
        batch.events(),
        batch.pointers(),
        batch.counters(),
        batch.keep());
  }

  @Test
  void aNodeThatLostTheDaemonDoesNotEndTheRunOfTheOneThatTookItOver() {
    long old = setup.epoch(daemon);
    assertThat(setup.committed(batch(old, 1, "zombie", START))).hasSize(1);
    long taken = setup.epoch(daemon);
    assertThat(setup.committed(batch(taken, 2, "heir", START.plusSeconds(30)))).hasSize(1);

    runs.end(List.of(ended("zombie", START, old, "failed")));

    assertThat(only().outcome()).isNull();
    assertThat(only().run().node()).isEqualTo("heir");
    assertThat(runs.settled(daemon, START)).isFalse();
    assertThat(setup.committed(batch(taken, 3, "heir", START.plusSeconds(30)))).hasSize(1);
  }

  @Test
  void aStaleEndingDoesNotOverwriteTheEndingOfTheHeir() {
    long old = setup.epoch(daemon);
    long taken = setup.epoch(daemon);
    runs.end(List.of(ended("heir", START.plusSeconds(30), taken, "done")));

    runs.end(List.of(ended("zombie", START.plusSeconds(60), old, "failed")));

    assertThat(only().outcome()).isEqualTo("done");
    assertThat(only().words()).isEqualTo("by heir");
    assertThat(runs.settled(daemon, START)).isTrue();
  }

  @Test
  void theHeirOverwritesWhatTheOneBeforeItLeft() {
    long old = setup.epoch(daemon);
    assertThat(setup.committed(batch(old, 1, "zombie", START))).hasSize(1);
    long taken = setup.epoch(daemon);

    runs.end(List.of(ended("heir", START.plusSeconds(30), taken, "done")));

    assertThat(only().words()).isEqualTo("by heir");
    assertThat(only().commits()).isOne();
  }

  @Test
  void anEndingByAnOldEpochIsSeenButSettlesNothing() {
    long old = setup.epoch(daemon);
    long taken = setup.epoch(daemon);

    runs.end(List.of(ended("zombie", START, old, "failed")));

    assertThat(only().outcome()).isEqualTo("failed");
    assertThat(runs.settled(daemon, START)).isFalse();
    BatchOutcome heir = setup.commit(batch(taken, 1, "heir", START.plusSeconds(30)));
    assertThat(CommitSetup.events(heir)).hasSize(1);
  }

  @Test
  void ofOneEpochTheLatestStartHasTheLastWord() {
    long epoch = setup.epoch(daemon);
    RunLog.Ended later = ended("node-1", START.plusSeconds(30), epoch, "done");
    RunLog.Ended earlier = ended("node-1", START, epoch, "failed");

    runs.end(List.of(later, earlier));
    runs.end(List.of(earlier));

    assertThat(only().outcome()).isEqualTo("done");
  }
}
