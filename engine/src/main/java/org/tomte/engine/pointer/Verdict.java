package org.tomte.engine.pointer;

/** What a returned item is to the pointer. */
public enum Verdict {
  /** Not seen before. */
  NEW(true),
  /** A member of a snapshot whose version differs from the one known. */
  CHANGED(true),
  /** Not seen before, with a time beyond the tolerance: handled, but it moves nothing. */
  FUTURE(true),
  /** Without a position in a stream of positions: handled, but only its key proves it. */
  NULL_POSITION(true),
  /** Seen before: at the boundary, in a reread, twice in a page, or an unchanged member. */
  KNOWN(false),
  /** Was there when the stream was first read with {@code start: now}: known without effects. */
  OPENING(false),
  /** Older than where this pointer reads; never handled by it. */
  BEFORE(false),
  /** Too young; left for a later run. */
  BEYOND_HOLD_BACK(false);

  private final boolean handled;

  Verdict(boolean handled) {
    this.handled = handled;
  }

  /** Whether rules are asked about the item; if not it is counted only. */
  public boolean handled() {
    return handled;
  }
}
