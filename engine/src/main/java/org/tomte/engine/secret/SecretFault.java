package org.tomte.engine.secret;

import org.jspecify.annotations.Nullable;

/** A secret, a reference to one, or the key of the vault cannot be used; the message says why. */
public final class SecretFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes a fault.
   *
   * @param message what, which name or file, and what would be valid; never a secret's value
   */
  public SecretFault(String message) {
    this(message, null);
  }

  /** Makes a fault that an exception caused, whose message must hold no secret either. */
  public SecretFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
