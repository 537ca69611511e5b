package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;

/** Hears of every run that started and ended; counts and stores what people want to know later. */
public interface RunJournal {

  /** A run starts, so much later than it was planned. */
  void started(Member member, RunOrder order, Duration late);

  /** A run ended. */
  void ended(Member member, RunOrder order, Instant started, Duration took, RunResult result);

  /** Planned instants were left out by rule. */
  void skipped(Member member, long instants, String reason);
}
