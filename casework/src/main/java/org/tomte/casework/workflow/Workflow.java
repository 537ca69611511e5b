package org.tomte.casework.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.Nearest;
import org.tomte.casework.field.Severity;

/**
 * How incidents are worked on here: the words of their fields, in their usual order, and what
 * closing asks for.
 *
 * @param statuses the first is that of a new incident; at least one is closed and one is not
 * @param phases the first is that of a new incident; never empty
 * @param severities the worst first; never empty
 * @param types what kinds of incidents there are
 * @param categories coarser groups than types
 * @param closing what closing asks for
 * @param sameTitles what happens to an incident whose title another one has
 */
public record Workflow(
    List<Status> statuses,
    List<Phase> phases,
    List<String> severities,
    Words types,
    Words categories,
    Closing closing,
    SameTitles sameTitles) {

  private static final Workflow STANDARD =
      new Workflow(
          List.of(
              new Status("new", "Nobody has taken it yet.", false),
              new Status("open", "Somebody works on it.", false),
              new Status("on-hold", "Waits for somebody outside the team.", false),
              new Status("closed", "The work is done.", true)),
          List.of(
              Phase.of("detection-and-analysis", "What happened, and how far does it reach?"),
              Phase.of("containment", "Keep it from spreading."),
              Phase.of("eradication", "Remove what the attacker left."),
              Phase.of("recovery", "Bring systems back and watch them."),
              Phase.of("post-incident", "Learn from it and report.")),
          Severity.words(),
          Words.open(
              "phishing",
              "malware",
              "ransomware",
              "account-takeover",
              "brute-force",
              "data-leak",
              "denial-of-service",
              "insider",
              "lost-device",
              "policy-violation",
              "scan",
              "vulnerability",
              "web-attack",
              "other"),
          Words.open(
              "abusive-content",
              "availability",
              "fraud",
              "information-gathering",
              "information-security",
              "intrusion",
              "intrusion-attempt",
              "malicious-code",
              "vulnerable",
              "other"),
          Closing.STANDARD,
          SameTitles.ALLOW);

  /** Copies the lists and rejects a workflow that cannot open, close and reopen incidents. */
  public Workflow {
    statuses = List.copyOf(statuses);
    phases = List.copyOf(phases);
    severities = List.copyOf(severities);
    if (phases.isEmpty() || statuses.isEmpty() || statuses.getFirst().closed()) {
      throw new IllegalArgumentException(
          "a workflow needs a first phase and a first status that is not closed");
    }
    if (statuses.stream().noneMatch(Status::closed)) {
      throw new IllegalArgumentException("a workflow needs a status that is closed");
    }
    if (severities.isEmpty()) {
      throw new IllegalArgumentException("a workflow needs a severity");
    }
    checkPhases(statuses, phases);
  }

  /** A workflow in which titles may be equal. */
  public Workflow(
      List<Status> statuses,
      List<Phase> phases,
      List<String> severities,
      Words types,
      Words categories,
      Closing closing) {
    this(statuses, phases, severities, types, categories, closing, SameTitles.ALLOW);
  }

  private static void checkPhases(List<Status> statuses, List<Phase> phases) {
    List<String> names = statuses.stream().map(Status::name).toList();
    for (Phase phase : phases) {
      String status = phase.status();
      if (status != null && !names.contains(status)) {
        throw new IllegalArgumentException(
            "the phase '%s' sets the status '%s', which is not one of %s%s"
                .formatted(
                    phase.name(),
                    status,
                    String.join(", ", names),
                    Nearest.question(status, names)));
      }
    }
  }

  /**
   * The built-in workflow: four statuses; the phases of incident handling in NIST SP 800-61
   * revision 2, section 3, with containment, eradication and recovery told apart; categories after
   * the Reference Security Incident Taxonomy.
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

  /** The status that incidents get when they come into a phase; null when it leaves it. */
  public @Nullable String statusOfPhase(String phase) {
    for (Phase each : phases) {
      if (each.name().equals(phase)) {
        return each.status();
      }
    }
    return null;
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
