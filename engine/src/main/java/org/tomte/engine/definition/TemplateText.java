package org.tomte.engine.definition;

import org.tomte.engine.definition.yaml.TextSource;

/**
 * A Liquid template as written.
 *
 * @param text the template
 * @param source where it stands, for faults inside of it; not part of equality
 */
public record TemplateText(String text, TextSource source) {

  /** A template that does not come from a file. */
  public static TemplateText of(String text) {
    return new TemplateText(text, TextSource.inline("template", text));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TemplateText that && text.equals(that.text);
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
