package org.tomte.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.Progress;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.connection.Pause;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.run.Fleet;
import org.tomte.engine.run.Member;
import org.tomte.engine.run.RunControl;
import org.tomte.engine.run.RunOrder;
import org.tomte.engine.run.RunResult;
import org.tomte.engine.run.StoredJournal;

/**
 * Runs a stored daemon once because a person asks: through the fleet where one runs, otherwise on
 * the calling thread.
 */
final class ManualRun {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final OpenInstance instance;
  private final Console console;

  ManualRun(OpenInstance instance, Console console) {
    this.instance = instance;
    this.console = console;
  }

  /**
   * Runs to the end.
   *
   * @param judgeAt the instant at which time frames are judged; null for now
   * @param movePointer whether the pointer moves
   */
  RunResult run(DaemonHead head, @Nullable Instant judgeAt, boolean movePointer)
      throws InterruptedException {
    CompiledDaemon daemon = new DaemonFinder(instance).compiled(head.name());
    if (daemon.source().listens()) {
      throw new CommandFault(
          ExitCode.DIFFERS,
          "%s listens all the time while it is enabled; there is nothing to start."
              .formatted(head.name()));
    }
    Pause pause = new ConnectionFinder(instance).pause(daemon);
    if (pause != null) {
      throw new CommandFault(
          ExitCode.DIFFERS,
          "%s does not run: %s. To end that: tomte connection resume %s."
              .formatted(head.name(), pause.words(), pause.connection()));
    }
    Fleet fleet = instance.fleet();
    try (Progress progress = console.progress()) {
      progress.say("running " + head.name());
      return fleet == null
          ? here(head, daemon, judgeAt, movePointer)
          : inFleet(fleet, head, judgeAt, movePointer, progress);
    }
  }

  private RunResult inFleet(
      Fleet fleet,
      DaemonHead head,
      @Nullable Instant judgeAt,
      boolean movePointer,
      Progress progress)
      throws InterruptedException {
    fleet.reconcile(); // the definition may have been saved a moment ago
    Optional<CompletableFuture<RunResult>> started = fleet.start(head.id(), judgeAt, movePointer);
    CompletableFuture<RunResult> future =
        started.orElseThrow(() ->
            new CommandFault(
                ExitCode.DIFFERS,
                "%s cannot start: a run goes on already, or another node runs it."
                    .formatted(head.name())));
    while (true) {
      try {
        return future.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        fleet
            .status(head.id())
            .ifPresent(status -> progress.say(head.name() + ": " + status.progress()));
      } catch (ExecutionException failed) {
        throw new CommandFault(
            ExitCode.DIFFERS, "The run of %s broke: %s".formatted(head.name(), failed.getCause()));
      }
    }
  }

  /** Taking the daemon first makes every other run of it fail at its next commit. */
  private RunResult here(
      DaemonHead head, CompiledDaemon daemon, @Nullable Instant judgeAt, boolean movePointer)
      throws InterruptedException {
    Member member =
        instance.factory().member(daemon, DaemonFinder.identity(head), instance.runServices());
    Long epoch = instance.epochs().raise(head.id()).get(new LaneName(head.id(), Batch.WHOLE));
    if (epoch == null) {
      throw new IllegalStateException("raising an epoch opens the whole lane");
    }
    Instant started = instance.now();
    RunOrder order = new RunOrder(epoch, started, RunRef.Cause.MANUAL, judgeAt, movePointer);
    StoredJournal journal =
        new StoredJournal(
            instance.rollups(), instance.runLog(), instance.clock(), instance.nodeName());
    journal.started(member, order, Duration.ZERO);
    RunControl control = new RunControl(started, started.plus(member.deadline()));
    RunResult result = member.body().run(order, control);
    Duration took = Duration.between(started, instance.now());
    journal.ended(member, order, started, took, result);
    journal.flushAll();
    return result;
  }
}
