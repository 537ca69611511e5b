package org.tomte.engine.definition;

import java.util.regex.Pattern;
import org.tomte.engine.definition.yaml.Suggestion;

/** How things are named that other documents, files and addresses refer to. */
final class Names {

  private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

  private Names() {}

  /**
   * Checks a name.
   *
   * @param what for the message: {@code the daemon's name}
   * @throws IllegalArgumentException when it cannot be one
   */
  static void check(String what, String name) {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what
              + " "
              + Suggestion.quoted(name)
              + " is not valid; use 1 to 64 lower-case letters, digits and hyphens, such as"
              + " phishing-mailbox");
    }
  }
}
