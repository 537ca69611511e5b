package org.tomte.testkit;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tomte.api.RunSignal;

/** A signal that a test can give by hand. */
public final class SimpleSignal implements RunSignal {
  private final AtomicBoolean stopped = new AtomicBoolean();

  /** Asks the run to stop. */
  public void stop() {
    stopped.set(true);
  }

  @Override
  public Instant deadline() {
    return Instant.MAX;
  }

  @Override
  public boolean stopRequested() {
    return stopped.get();
  }

  @Override
  public void progress(String words) {}
}
