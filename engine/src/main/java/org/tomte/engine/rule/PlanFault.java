package org.tomte.engine.rule;

/** An action cannot be planned for this event. */
final class PlanFault extends Exception {
  private static final long serialVersionUID = 1L;

  PlanFault(String reason) {
    super(reason, null, false, false);
  }
}
