package org.tomte.engine.template;

import org.safere.Matcher;
import org.safere.Pattern;

/** Takes the part out of liqp's messages that a person can use. */
final class SyntaxMessage {

  private static final Pattern QUOTED =
      Pattern.compile("(?s)(?:lexer|parser) error \"(.*)\" on line [0-9]+, index -?[0-9]+.*");

  private SyntaxMessage() {}

  static String of(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null && !(at instanceof liqp.exceptions.LiquidException)) {
      at = at.getCause();
    }
    String message = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
    Matcher matcher = QUOTED.matcher(message);
    String text = matcher.matches() ? matcher.group(1) : message.strip();
    return "this is no valid template: " + text.lines().findFirst().orElse("");
  }
}
