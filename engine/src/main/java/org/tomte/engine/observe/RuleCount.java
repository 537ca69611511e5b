package org.tomte.engine.observe;

/**
 * How often a rule came out in which way.
 *
 * @param matched events on which it acted
 * @param unknown events for which it could not be judged because fields are absent
 * @param failed events for which evaluating it failed
 */
public record RuleCount(long matched, long unknown, long failed) {

  /** Nothing counted. */
  public static final RuleCount ZERO = new RuleCount(0, 0, 0);

  /** Both together. */
  public RuleCount plus(RuleCount other) {
    return new RuleCount(matched + other.matched, unknown + other.unknown, failed + other.failed);
  }
}
