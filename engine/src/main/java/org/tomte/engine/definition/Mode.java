package org.tomte.engine.definition;

/** What a daemon may do. */
public enum Mode {
  /** Decides and records; creates and sends nothing. */
  OBSERVE,
  /** Does what its rules say. */
  LIVE
}
