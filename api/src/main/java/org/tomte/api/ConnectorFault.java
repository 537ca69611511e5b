package org.tomte.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connector could not do its work. The message says what was tried, on which object, and what
 * would be valid; it never holds a secret on purpose, and the engine masks it in any case.
 */
public final class ConnectorFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final FaultKind kind;
  private final @Nullable Duration retryAfter;

  /** A fault without an underlying exception. */
  public ConnectorFault(FaultKind kind, String message) {
    this(kind, message, null, null);
  }

  /** A fault with its cause. */
  public ConnectorFault(FaultKind kind, String message, @Nullable Throwable cause) {
    this(kind, message, cause, null);
  }

  /**
   * A fault with all it can carry.
   *
   * @param retryAfter how long the source asks to wait; null when it does not say
   */
  public ConnectorFault(
      FaultKind kind, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** What kind of fault this is. */
  public FaultKind kind() {
    return kind;
  }

  /** How long the source asks to wait; null when it does not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
