package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;

/** Hears of runs and keeps nothing. */
final class SilentJournal implements RunJournal {
  @Override
  public void started(Member member, RunOrder order, Duration late) {}

  @Override
  public void ended(
      Member member, RunOrder order, Instant started, Duration took, RunResult result) {}

  @Override
  public void skipped(Member member, long instants, String reason) {}
}
