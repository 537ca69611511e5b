package org.tomte.casework.workflow;

import java.util.List;

/**
 * The statuses and phases in use, in their usual order.
 *
 * @param statuses the first is that of a new incident; at least one is closed and one is not
 * @param phases the first is that of a new incident; never empty
 */
public record Workflow(List<Status> statuses, List<Phase> phases) {

  private static final Workflow STANDARD =
      new Workflow(
          List.of(
              new Status("new", "Nobody has taken it yet.", false),
              new Status("open", "Somebody works on it.", false),
              new Status("on-hold", "Waits for somebody outside the team.", false),
              new Status("closed", "The work is done.", true)),
          List.of(
              new Phase("detection-and-analysis", "What happened, and how far does it reach?"),
              new Phase("containment", "Keep it from spreading."),
              new Phase("eradication", "Remove what the attacker left."),
              new Phase("recovery", "Bring systems back and watch them."),
              new Phase("post-incident", "Learn from it and report.")));

  /** Copies the lists and rejects a workflow that cannot open, close and reopen incidents. */
  public Workflow {
    statuses = List.copyOf(statuses);
    phases = List.copyOf(phases);
    if (phases.isEmpty() || statuses.isEmpty() || statuses.getFirst().closed()) {
      throw new IllegalArgumentException(
          "a workflow needs a first phase and a first status that is not closed");
    }
    if (statuses.stream().noneMatch(Status::closed)) {
      throw new IllegalArgumentException("a workflow needs a status that is closed");
    }
  }

  /**
   * The built-in workflow: four statuses, and the phases of incident handling in NIST SP 800-61
   * revision 2, section 3, with containment, eradication and recovery told apart.
   */
  public static Workflow standard() {
    return STANDARD;
  }

  /** The names of all statuses. */
  public List<String> statusNames() {
    return statuses.stream().map(Status::name).toList();
  }

  /** The names of all phases. */
  public List<String> phaseNames() {
    return phases.stream().map(Phase::name).toList();
  }

  /** Whether an incident in this status is closed; false for an unknown status. */
  public boolean closes(String status) {
    return statuses.stream().anyMatch(each -> each.name().equals(status) && each.closed());
  }

  /** The status of a new incident. */
  public String firstStatus() {
    return statuses.getFirst().name();
  }

  /** The phase of a new incident. */
  public String firstPhase() {
    return phases.getFirst().name();
  }

  /** The status that closing sets. */
  public String closedStatus() {
    return statuses.stream().filter(Status::closed).findFirst().orElseThrow().name();
  }

  /** The status that reopening sets: the second that is not closed, or the first if it is alone. */
  public String reopenedStatus() {
    List<Status> open = statuses.stream().filter(status -> !status.closed()).toList();
    return open.get(Math.min(1, open.size() - 1)).name();
  }
}
