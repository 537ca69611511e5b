package org.tomte.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
public final class SettableClock implements InstantSource {
  private volatile Instant now;

  /** A clock that shows an instant. */
  public SettableClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves the clock. */
  public void advance(Duration by) {
    now = now.plus(by);
  }

  /** Shows another instant. */
  public void set(Instant instant) {
    now = instant;
  }
}
