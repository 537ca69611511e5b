package org.tomte.api;

/** What kind of fault stopped a connector; one table in the engine maps each to its reaction. */
public enum FaultKind {
  /** The definition or connection cannot work as it is written. */
  CONFIGURATION,
  /** Refused: wrong, expired or missing credentials or rights. */
  CREDENTIALS,
  /** The source asks to come back later. */
  RATE_LIMITED,
  /** Not reachable, timed out, or answering with a server fault. */
  UNAVAILABLE,
  /** The answer as a whole is not what was promised: truncated, another format, a log-in page. */
  BAD_DATA,
  /** A fault of Tomte itself. */
  INTERNAL
}
