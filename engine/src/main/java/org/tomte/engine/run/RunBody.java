package org.tomte.engine.run;

/** What a run of one daemon does, from reading to the committed pointer. */
@FunctionalInterface
public interface RunBody {

  /**
   * Runs once on the calling thread.
   *
   * @throws InterruptedException when the run was told to stop
   */
  RunResult run(RunOrder order, RunControl control) throws InterruptedException;
}
