package org.tomte.engine.template;

/** What one template may cost. */
public final class TemplateLimits {

  /** Characters of the text of a template. */
  public static final int TEXT = 256 * 1024;

  /** Characters of the rendered text, and of every text on the way to it. */
  public static final int RENDERED = 1 << 20;

  /** Times that loops may go round in one rendering, nested included. */
  public static final int ITERATIONS = 50_000;

  /** Elements of a list that a filter may make. */
  public static final int ELEMENTS = 100_000;

  /** Levels of nested blocks. */
  public static final int DEPTH = 50;

  /** Steps of one rendering, see {@link org.tomte.engine.expression.function.Budget}. */
  static final long STEPS = 300_000_000;

  private TemplateLimits() {}
}
