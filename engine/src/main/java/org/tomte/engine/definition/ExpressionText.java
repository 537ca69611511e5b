package org.tomte.engine.definition;

import org.tomte.engine.definition.yaml.TextSource;

/**
 * A CEL expression as written.
 *
 * @param text the expression
 * @param source where it stands, for faults inside of it; not part of equality
 */
public record ExpressionText(String text, TextSource source) {

  /** An expression that does not come from a file. */
  public static ExpressionText of(String text) {
    return new ExpressionText(text, TextSource.inline("expression", text));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExpressionText that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
