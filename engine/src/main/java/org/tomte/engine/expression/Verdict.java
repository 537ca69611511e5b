package org.tomte.engine.expression;

/** The answer of a condition. A filter matches only on {@link True}. */
public sealed interface Verdict permits Verdict.True, Verdict.False, Unknown, Failed {

  /** The condition holds. */
  record True() implements Verdict {}

  /** The condition does not hold. */
  record False() implements Verdict {}

  /** Whether a filter with this answer matches. */
  default boolean matches() {
    return this instanceof True;
  }
}
