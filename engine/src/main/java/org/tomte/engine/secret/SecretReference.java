package org.tomte.engine.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One {@code ${secret:name}} in a text.
 *
 * @param name the secret's name
 * @param start where the reference begins, counted from 0
 * @param end the place after its last character
 */
public record SecretReference(String name, int start, int end) {

  private static final String OPENING = "${secret:";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?");

  /**
   * Finds all references.
   *
   * @throws SecretFault if one is not closed or its name cannot be one; the column is counted from
   *     1
   */
  public static List<SecretReference> in(String text) {
    List<SecretReference> found = new ArrayList<>();
    int from = text.indexOf(OPENING);
    while (from >= 0) {
      SecretReference reference = at(text, from);
      found.add(reference);
      from = text.indexOf(OPENING, reference.end());
    }
    return List.copyOf(found);
  }

  /** Whether the text refers to a secret, rightly or not. */
  public static boolean isIn(String text) {
    return text.contains(OPENING);
  }

  /** How a secret of that name is referred to. */
  public static String to(String name) {
    checkName(name);
    return OPENING + name + "}";
  }

  private static SecretReference at(String text, int start) {
    int nameStart = start + OPENING.length();
    int close = text.indexOf('}', nameStart);
    if (close < 0) {
      throw new SecretFault(
          "The reference to a secret at column %d is not closed; write ${secret:name}"
              .formatted(start + 1));
    }
    String name = text.substring(nameStart, close);
    if (!NAME.matcher(name).matches()) {
      throw new SecretFault(
          "The reference to a secret at column %d has no valid name; %s"
              .formatted(start + 1, formOfNames()));
    }
    return new SecretReference(name, start, close + 1);
  }

  static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new SecretFault("A secret cannot be named \"" + name + "\"; " + formOfNames());
    }
  }

  private static String formOfNames() {
    return "use 1 to 64 lower-case letters, digits, dots, hyphens and underscores, such as"
        + " soc-mailbox.password";
  }
}
