package org.tomte.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceSettings;
import org.tomte.engine.DaemonId;
import org.tomte.engine.definition.revision.Author;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.MemberStatus;

/** The whole product with daemons that listen to syslog and want nothing of what comes. */
final class ListeningNode implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String DAEMON =
      """
      daemon: %s
      owner: soc
      source: {type: syslog, listen: ["%s"]}
      mappings: {line: {title: {from: message}}}
      rules:
      - id: wanted
        when: "%s"
        then: [{do: add-to-triage, mapping: line}]
      unmatched: discard
      """;

  private final Scratch scratch = Scratch.open();
  private final Instance instance;

  ListeningNode() {
    instance =
        Instance.open(new InstanceSettings(scratch.path(), null, Map.of(), InstantSource.system()));
    instance.startNode();
  }

  /** Listens from now on; returns when senders can reach it. */
  void listen(String name, String endpoint, String filter) {
    SaveOutcome outcome =
        instance
            .definitions()
            .save(
                DAEMON.formatted(name, endpoint, filter),
                0,
                null,
                new Definitions.Who("benchmark", ""));
    if (!(outcome instanceof SaveOutcome.Saved)) {
      throw new IllegalStateException("the daemon cannot be saved: " + outcome);
    }
    DaemonId daemon = instance.definitionStore().daemon(name).orElseThrow().id();
    instance
        .definitionStore()
        .enable(daemon, true, new Author("benchmark", "", instance.clock().instant()));
    instance.node().listeners().reconcile();
    await(() -> isListening(daemon));
  }

  private boolean isListening(DaemonId daemon) {
    return instance.status(daemon).map(MemberStatus::state).orElse(null)
        == MemberStatus.State.LISTENING;
  }

  /** Messages that were judged since the beginning. */
  long read() {
    return instance.node().listeners().totals().of(Stage.READ);
  }

  /** Messages that were lost and counted since the beginning. */
  long dropped() {
    return instance.node().listeners().totals().of(Stage.DROPPED);
  }

  /** Waits until so many were judged or counted as lost. */
  void awaitSettled(long messages) {
    await(() -> read() + dropped() >= messages);
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("what was waited for did not come in " + LONGEST);
      }
      LockSupport.parkNanos(200_000);
    }
  }

  /** Bytes that all threads of this process have allocated. */
  static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getTotalThreadAllocatedBytes();
  }

  @Override
  public void close() {
    instance.close();
    scratch.close();
  }
}
