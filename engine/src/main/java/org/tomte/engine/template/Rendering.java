package org.tomte.engine.template;

import java.util.List;

/** What rendering a template gives. */
public sealed interface Rendering {

  /**
   * A text.
   *
   * @param text the text, escaped for its target
   * @param absent the references that rendered empty because nothing is there, each once, in order
   */
  record Rendered(String text, List<String> absent) implements Rendering {
    /** Copies the names. */
    public Rendered {
      absent = List.copyOf(absent);
    }
  }

  /**
   * The template could not be rendered with these values.
   *
   * @param reason what went wrong
   */
  record Failed(String reason) implements Rendering {}
}
