package org.tomte.casework.change;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who ask of changes soon after they are committed on any node. Nothing is read while
 * nobody asks.
 */
public final class ChangeSignals implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(250);

  private final ChangeFeed feed;
  private @Nullable ChangeTailer tailer;
  private boolean closed;

  /** Signals of what appears in a feed. */
  public ChangeSignals(ChangeFeed feed) {
    this.feed = feed;
  }

  /**
   * Begins to tell of changes; see {@link ChangeTailer#subscribe}.
   *
   * @return ends it
   */
  public synchronized Runnable subscribe(Consumer<List<Change>> subscriber) {
    if (closed) {
      return () -> {};
    }
    ChangeTailer running = tailer;
    if (running == null) {
      running = new ChangeTailer(feed, INTERVAL);
      tailer = running;
      running.start();
    }
    return running.subscribe(subscriber);
  }

  /** Whether changes from now on are told to those who asked so far. */
  public boolean listening() {
    ChangeTailer running = running();
    return running != null && running.position() != null;
  }

  /** Says that something was committed on this node. Never blocks for long. */
  public void wake() {
    ChangeTailer running = running();
    if (running != null) {
      running.wake();
    }
  }

  private synchronized @Nullable ChangeTailer running() {
    return tailer;
  }

  /** Stops telling. */
  @Override
  public void close() {
    ChangeTailer running;
    synchronized (this) {
      closed = true;
      running = tailer;
      tailer = null;
    }
    if (running != null) {
      running.close();
    }
  }
}
