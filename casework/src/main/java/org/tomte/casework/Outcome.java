package org.tomte.casework;

/**
 * What became of one command of a batch. A refusal changes nothing and does not touch the others.
 *
 * @param <T> what a command that was done gives
 */
public sealed interface Outcome<T> {

  /** It was done. */
  record Done<T>(T value) implements Outcome<T> {}

  /**
   * It was not done.
   *
   * @param why the kind of refusal
   * @param reason a sentence with what was asked and what would be valid
   */
  record Refused<T>(Refusal why, String reason) implements Outcome<T> {}

  /** It was done. */
  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  /** It was not done. */
  static <T> Outcome<T> refused(Refusal why, String reason) {
    return new Refused<>(why, reason);
  }

  /**
   * What the command gave, for callers that know it cannot be refused.
   *
   * @throws IllegalStateException when it was refused, with the reason
   */
  default T orThrow() {
    return switch (this) {
      case Done<T> done -> done.value();
      case Refused<T> refused -> throw new IllegalStateException(refused.reason());
    };
  }

  /** Why a command is not done. */
  enum Refusal {
    /**
     * More than {@link org.tomte.casework.change.Cause#MAX_DEPTH} daemons followed on each other.
     */
    LOOP,
    /** Whoever asks may not do this. */
    FORBIDDEN,
    /** The object does not exist, or whoever asks may not know of it. */
    UNKNOWN_TARGET,
    /** The template does not exist. */
    UNKNOWN_TEMPLATE,
    /** A field does not exist or does not take the value. */
    BAD_VALUE,
    /** The object is in a state in which this cannot be done. */
    BAD_STATE,
    /** The team's rules, or a hold, do not allow it as things stand. */
    AGAINST_RULES
  }
}
