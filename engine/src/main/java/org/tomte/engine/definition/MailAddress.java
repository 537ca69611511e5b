package org.tomte.engine.definition;

import java.util.regex.Pattern;
import org.tomte.engine.definition.yaml.Suggestion;

/**
 * The form of mail addresses that a definition may hold: an addr-spec of RFC 5322 without comments.
 */
public final class MailAddress {

  private static final Pattern FORM =
      Pattern.compile(
          "[^\\s@<>()\\[\\],;:\"\\\\]{1,64}@[^\\s@<>()\\[\\],;:\"\\\\.]+(\\.[^\\s@<>()\\[\\],;:\"\\\\.]+)*");

  private MailAddress() {}

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static void check(String address) {
    if (address.length() > 254 || !FORM.matcher(address).matches()) {
      throw new IllegalArgumentException(
          Suggestion.quoted(address) + " is not a mail address such as soc@example.com");
    }
  }
}
