package org.tomte.casework.sla;

/** When a clock begins or ends. */
public sealed interface Moment {

  /** The incident is opened. */
  record Opened() implements Moment {}

  /** Somebody takes it: it gets an owner, or leaves its first status. */
  record Response() implements Moment {}

  /** The incident is closed. */
  record Closed() implements Moment {}

  /** It comes into a status. */
  record InStatus(String status) implements Moment {}

  /** It comes into a phase. */
  record InPhase(String phase) implements Moment {}
}
