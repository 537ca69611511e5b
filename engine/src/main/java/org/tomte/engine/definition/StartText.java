package org.tomte.engine.definition;

import org.tomte.engine.definition.yaml.TextSource;

/**
 * Where a daemon begins to read when it has no pointer yet: {@code now}, {@code beginning}, a span
 * back such as {@code -24h}, or a value.
 *
 * @param text as written
 * @param source where it stands; not part of equality
 */
public record StartText(String text, TextSource source) {

  @Override
  public boolean equals(Object other) {
    return other instanceof StartText that && text.equals(that.text);
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
