package org.tomte.engine.run;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tomte.api.RunSignal;

/** Tells one run when to stop, and others how far it is. */
public final class RunControl implements RunSignal {
  private final Instant started;
  private final Instant deadline;
  private volatile @Nullable String stopReason;
  private volatile boolean expired;
  private volatile String progress = "starting";
  private final AtomicReference<@Nullable String> notice = new AtomicReference<>();
  private @Nullable Thread thread;

  /** A run that starts now. */
  public RunControl(Instant started, Instant deadline) {
    this.started = started;
    this.deadline = deadline;
  }

  /** When it started. */
  public Instant started() {
    return started;
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public boolean stopRequested() {
    return stopReason != null;
  }

  /** Why it was told to stop; null while it was not. */
  public @Nullable String stopReason() {
    return stopReason;
  }

  @Override
  public void progress(String words) {
    progress = words;
  }

  @Override
  public void notice(String words) {
    notice.set(words);
  }

  /** The latest notice, once; null when there is none. */
  @Nullable String takeNotice() {
    return notice.getAndSet(null);
  }

  /** The latest progress in words. */
  public String progress() {
    return progress;
  }

  /** Ties the control to the calling thread. A stop that came before interrupts it at once. */
  synchronized void enter() {
    thread = Thread.currentThread();
    if (stopReason != null) {
      thread.interrupt();
    }
  }

  /** Unties the thread and takes back an interrupt that was meant for the run. */
  @SuppressWarnings("ResultOfMethodCallIgnored")
  synchronized void leave() {
    thread = null;
    if (stopReason != null) {
      Thread.interrupted();
    }
  }

  /** Tells the run to stop and interrupts it; the first reason stays. */
  public synchronized void stop(String reason) {
    if (stopReason != null) {
      return;
    }
    stopReason = reason;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Tells the run to stop because its deadline has passed. */
  void expire(String reason) {
    expired = true;
    stop(reason);
  }

  /** Whether the deadline stopped it. */
  boolean expired() {
    return expired;
  }

  /** Where the run's thread is, line by line; empty when it has ended. */
  synchronized String whereItIs() {
    if (thread == null) {
      return "";
    }
    StringBuilder lines = new StringBuilder();
    for (StackTraceElement element : thread.getStackTrace()) {
      lines.append("\n  at ").append(element);
    }
    return lines.toString();
  }
}
