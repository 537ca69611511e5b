package org.tomte.app.command;

import org.tomte.engine.secret.SecretReference;

/** Secrets where there is no instance that keeps them. */
final class Secrets {
  private Secrets() {}

  /**
   * A text without references, as it is.
   *
   * @throws IllegalArgumentException when it refers to a secret
   */
  static String none(String text) {
    if (SecretReference.isIn(text)) {
      throw new IllegalArgumentException(
          "it refers to a secret, which only an instance has; run with --real, or with --sample");
    }
    return text;
  }
}
