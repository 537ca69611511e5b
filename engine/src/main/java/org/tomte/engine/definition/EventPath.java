package org.tomte.engine.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomte.engine.definition.yaml.Suggestion;
import org.tomte.engine.definition.yaml.TextSource;

/**
 * The way to a field inside of an event: {@code original.subject}, {@code attachments[0].name},
 * {@code headers['list-id']}. It begins inside the event, without the word event.
 *
 * @param text as written
 * @param source where it stands; not part of equality
 */
public record EventPath(String text, TextSource source) {

  private static final Pattern STEP =
      Pattern.compile(
          "\\G(?:(?<dot>\\.?)(?<name>[A-Za-z_][A-Za-z0-9_-]*)"
              + "|\\[(?<index>\\d{1,6})]|\\['(?<quoted>[^']*)'])");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException when it is not a path
   */
  public EventPath {
    stepsOf(text);
  }

  /** One step into the event. */
  public sealed interface Step {

    /** Into the field of this name. */
    record Field(String name) implements Step {}

    /** Into the element of this index, from 0. */
    record Element(int index) implements Step {}
  }

  /** A path that does not come from a file. */
  public static EventPath of(String text) {
    return new EventPath(text, TextSource.inline("path", text));
  }

  /** The steps from the event to the field; at least one. */
  public List<Step> steps() {
    return stepsOf(text);
  }

  private static List<Step> stepsOf(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int end = 0;
    while (matcher.find()) {
      String name = matcher.group("name");
      if (name != null && matcher.group("dot").isEmpty() != steps.isEmpty()) {
        break;
      }
      steps.add(step(name, matcher));
      end = matcher.end();
    }
    if (end == 0 || end < text.length()) {
      throw new IllegalArgumentException(
          Suggestion.quoted(text)
              + " is not the path of a field; valid: subject, original.subject,"
              + " attachments[0].name, headers['list-id']; for more use cel");
    }
    return List.copyOf(steps);
  }

  private static Step step(String name, Matcher matcher) {
    if (name != null) {
      return new Step.Field(name);
    }
    String index = matcher.group("index");
    return index == null
        ? new Step.Field(matcher.group("quoted"))
        : new Step.Element(Integer.parseInt(index));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventPath that && text.equals(that.text);
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
