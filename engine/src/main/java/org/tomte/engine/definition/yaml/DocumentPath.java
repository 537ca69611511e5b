package org.tomte.engine.definition.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The way from the top of a document to a value, shown as {@code rules[2].then[0].mapping}.
 *
 * @param steps from the top; empty for the document itself
 */
public record DocumentPath(List<Step> steps) {

  /** The document itself. */
  public static final DocumentPath ROOT = new DocumentPath(List.of());

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

  /** Copies the steps. */
  public DocumentPath {
    steps = List.copyOf(steps);
  }

  /** One step. */
  public sealed interface Step {

    /** Into the value of a key. */
    record Key(String name) implements Step {}

    /** Into the element of a list, from 0. */
    record Index(int number) implements Step {}
  }

  /** The value of this key. */
  public DocumentPath key(String name) {
    return with(new Step.Key(name));
  }

  /** The element of this index, from 0. */
  public DocumentPath index(int number) {
    return with(new Step.Index(number));
  }

  private DocumentPath with(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new DocumentPath(longer);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      switch (step) {
        case Step.Key(String name) -> appendKey(text, name);
        case Step.Index(int number) -> text.append('[').append(number).append(']');
      }
    }
    return text.toString();
  }

  private static void appendKey(StringBuilder text, String name) {
    if (!PLAIN.matcher(name).matches()) {
      text.append("['").append(Suggestion.shown(name)).append("']");
      return;
    }
    if (!text.isEmpty()) {
      text.append('.');
    }
    text.append(name);
  }
}
