package org.tomte.engine.heartbeat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.RunCommit;
import org.tomte.engine.definition.HeartbeatDefinition;

/**
 * The dead man's switches of a node and of its daemons: each is called at most once in its time,
 * and only when something was committed since the last call. A call never keeps a run waiting; one
 * that fails raises an alarm and is tried again after its time.
 */
public final class Heartbeats {
  private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);
  private static final int ALARM_AFTER = 3;

  private final Supplier<Targets> targets;
  private final HeartbeatCall call;
  private final AlarmBook alarms;
  private final InstantSource clock;
  private final Executor executor;
  private final Set<DaemonId> committed = ConcurrentHashMap.newKeySet();
  private final Map<AlarmCause, State> states = new HashMap<>();

  /**
   * Someone to be called.
   *
   * @param cause the alarm that a failure raises
   * @param owner who gets it
   * @param daemon whose heartbeat it is; empty for the node's own
   * @param heartbeat what is called
   */
  public record Target(
      AlarmCause cause, String owner, String daemon, HeartbeatDefinition heartbeat) {}

  /**
   * Who is to be called now.
   *
   * @param always for commits of any daemon
   * @param daemons for those of single daemons
   */
  public record Targets(List<Target> always, Map<DaemonId, Target> daemons) {

    /** Copies both. */
    public Targets {
      always = List.copyOf(always);
      daemons = Map.copyOf(daemons);
    }
  }

  /** What is known of one target; guarded by this object's lock. */
  private static final class State {
    private Instant notBefore = Instant.MIN;
    private boolean wanted;
    private boolean underWay;
    private int faults;
  }

  /**
   * Heartbeats of a node.
   *
   * @param targets asked for at each beat
   * @param executor makes a call on a thread of its own
   */
  public Heartbeats(
      Supplier<Targets> targets,
      HeartbeatCall call,
      AlarmBook alarms,
      InstantSource clock,
      Executor executor) {
    this.targets = targets;
    this.call = call;
    this.alarms = alarms;
    this.clock = clock;
    this.executor = executor;
  }

  /** The same commits, heard of here. */
  public RunCommit watching(RunCommit commit) {
    return batches -> {
      List<BatchOutcome> outcomes = commit.commit(batches);
      for (int i = 0; i < outcomes.size(); i++) {
        Batch batch = batches.get(i);
        if (outcomes.get(i) instanceof BatchOutcome.Committed) {
          committed.add(batch.daemon());
        }
      }
      return outcomes;
    };
  }

  /** Says that runs of these daemons ended well and that the store has it. */
  public void committed(Collection<DaemonId> daemons) {
    committed.addAll(daemons);
  }

  /** Calls whoever is to be called. Driven every few seconds. */
  public void beat() {
    Set<DaemonId> since = new HashSet<>(committed);
    committed.removeAll(since);
    Targets now = targets.get();
    if (!since.isEmpty()) {
      now.always().forEach(this::want);
    }
    since.forEach(daemon -> {
      Target target = now.daemons().get(daemon);
      if (target != null) {
        want(target);
      }
    });
    forgetOthers(now);
    now.always().forEach(this::callIfDue);
    now.daemons().values().forEach(this::callIfDue);
  }

  private synchronized void want(Target target) {
    states.computeIfAbsent(target.cause(), _ -> new State()).wanted = true;
  }

  private synchronized void forgetOthers(Targets now) {
    Set<AlarmCause> there = new HashSet<>();
    now.always().forEach(target -> there.add(target.cause()));
    now.daemons().values().forEach(target -> there.add(target.cause()));
    Set<AlarmCause> gone = new HashSet<>(states.keySet());
    gone.removeAll(there);
    gone.forEach(cause -> {
      states.remove(cause);
      alarms.end(cause);
    });
  }

  private void callIfDue(Target target) {
    Instant now = clock.instant();
    synchronized (this) {
      State state = states.get(target.cause());
      if (state == null || !state.wanted || state.underWay || now.isBefore(state.notBefore)) {
        return;
      }
      state.wanted = false;
      state.underWay = true;
      state.notBefore = now.plus(target.heartbeat().every());
    }
    executor.execute(() -> call(target));
  }

  private void call(Target target) {
    try {
      call.call(target.heartbeat());
      ended(target, null);
    } catch (ConnectorFault fault) {
      ended(target, fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException ours) {
      log.error("The heartbeat {} met a fault of Tomte itself", target.cause().key(), ours);
      ended(target, new ConnectorFault(FaultKind.INTERNAL, "A fault of Tomte itself: " + ours));
    }
  }

  private void ended(Target target, @Nullable ConnectorFault fault) {
    int faults;
    synchronized (this) {
      State state = states.computeIfAbsent(target.cause(), _ -> new State());
      state.underWay = false;
      state.faults = fault == null ? 0 : state.faults + 1;
      // What was committed has not been told yet.
      state.wanted |= fault != null;
      faults = state.faults;
    }
    if (fault == null) {
      alarms.end(target.cause());
      return;
    }
    boolean lasts =
        switch (fault.kind()) {
          case CONFIGURATION, CREDENTIALS, INTERNAL -> true;
          case RATE_LIMITED, UNAVAILABLE, BAD_DATA -> false;
        };
    if (lasts || faults >= ALARM_AFTER) {
      String words = "The heartbeat could not be called: " + fault.getMessage();
      alarms.raise(target.cause(), target.owner(), words, target.daemon());
    }
  }
}
