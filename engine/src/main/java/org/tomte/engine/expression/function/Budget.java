package org.tomte.engine.expression.function;

/**
 * Bounds the work of one evaluation by counted steps, so that the same input always stops at the
 * same place. A step is about a nanosecond of work on a list element or a character.
 */
public final class Budget {

  /** Steps that one evaluation may take. */
  public static final long STEPS = 50_000_000;

  /** Characters of the longest text that an expression may make. */
  public static final int LONGEST_TEXT = 1 << 20;

  // One evaluation runs on one thread from start to end, and functions of CEL get no context.
  private static final ThreadLocal<Budget> CURRENT = ThreadLocal.withInitial(Budget::new);

  private long left = STEPS;

  private Budget() {}

  /** Begins a new evaluation on this thread. */
  public static void start() {
    start(STEPS);
  }

  /** Begins something that may take another number of steps. */
  public static void start(long steps) {
    CURRENT.get().left = steps;
  }

  /**
   * Takes steps away.
   *
   * @throws Exhausted when none are left
   */
  public static void charge(long steps) {
    Budget budget = CURRENT.get();
    budget.left -= steps;
    if (budget.left < 0) {
      throw new Exhausted();
    }
  }

  /**
   * Refuses a text that would be too long, before it is made.
   *
   * @throws ValueFault when {@code characters} is over {@link #LONGEST_TEXT}
   * @throws Exhausted when no steps are left
   */
  public static void checkLength(long characters) {
    if (characters > LONGEST_TEXT) {
      throw new ValueFault(
          "this would make a text of " + characters + " characters; the limit is " + LONGEST_TEXT);
    }
    charge(characters);
  }
}
