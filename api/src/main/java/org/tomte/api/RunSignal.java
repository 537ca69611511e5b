package org.tomte.api;

import java.time.Instant;

/** Tells a connector when to stop. The thread is interrupted as well. */
public interface RunSignal {

  /** The instant after which nothing more is committed. */
  Instant deadline();

  /** True once the run was cancelled or its deadline has passed. */
  boolean stopRequested();

  /** Says that the run is alive, for progress and for the watchdog. */
  void progress(String words);

  /**
   * Says something about the stream that a person should know although the run goes on; it becomes
   * an alarm.
   */
  default void notice(String words) {}
}
