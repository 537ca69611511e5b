package org.tomte.api.probe;

import org.tomte.api.ConnectorFault;

/** Takes the steps of a probe: measures each and tells it. */
public interface ProbeSteps {

  /** One step. */
  @FunctionalInterface
  interface Step {

    /**
     * Takes it.
     *
     * @return what was found, in words without secrets
     * @throws ProbeFault when it fails and it is known what to do
     * @throws ConnectorFault when the connector's own code met a fault
     * @throws InterruptedException when it took too long
     */
    String take() throws ProbeFault, ConnectorFault, InterruptedException;
  }

  /**
   * Takes a step; a fault is told and thrown on.
   *
   * @param what the step in a word or two, for example {@code log-in}
   * @throws ProbeFault as the step
   * @throws ConnectorFault as the step
   * @throws InterruptedException as the step
   */
  void step(String what, Step step) throws ProbeFault, ConnectorFault, InterruptedException;
}
