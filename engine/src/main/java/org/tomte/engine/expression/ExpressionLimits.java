package org.tomte.engine.expression;

/** What one expression may cost. Every limit is counted, so it holds on every machine alike. */
public final class ExpressionLimits {

  /** Characters of the text of an expression. */
  public static final int TEXT = 16_384;

  /** Nodes of a parsed expression. */
  public static final int NODES = 2_000;

  /** Levels of nesting. */
  public static final int DEPTH = 60;

  /**
   * List elements over which exists, all, map and filter may go in one evaluation, nested included.
   */
  public static final int ITERATIONS = 50_000;

  private ExpressionLimits() {}
}
