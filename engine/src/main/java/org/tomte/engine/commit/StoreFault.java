package org.tomte.engine.commit;

import org.jspecify.annotations.Nullable;

/** The store could not do what was asked; its transaction left nothing behind unless LOST. */
public final class StoreFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /**
   * A fault of the store.
   *
   * @param words what happened, for a person; no secrets
   */
  public StoreFault(Kind kind, String words, @Nullable Throwable cause) {
    super(words, cause);
    this.kind = kind;
  }

  /** What can be done about it. */
  public Kind kind() {
    return kind;
  }

  /** What happened. */
  public String words() {
    return String.valueOf(getMessage());
  }

  /** What can be done about a fault. */
  public enum Kind {
    /** Others were in the way (deadlock, lock time-out, serialization): the same may work now. */
    CONFLICT,
    /** The connection ended: nobody knows whether the transaction stands. */
    LOST,
    /** What was written is refused: too long, out of range, against a constraint. */
    DATA,
    /** The store is full, starting, stopping or read-only. */
    UNAVAILABLE,
    /** The fault is ours: a wrong statement, a missing table or right. */
    BROKEN
  }
}
