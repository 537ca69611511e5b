package org.tomte.engine.expression.function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.safere.Pattern;

/** Regular expressions, compiled once. SafeRE matches in time linear in the text. */
final class Patterns {

  static final int LONGEST = 1_000;

  /** Instructions that counted repeats may unfold to, by a count from above. */
  private static final long LARGEST = 10_000;

  private static final Cache<String, Pattern> COMPILED =
      Caffeine.newBuilder().maximumSize(2_000).build();

  private Patterns() {}

  /**
   * The pattern of a text.
   *
   * @throws ValueFault if it is too long, too large or wrong
   */
  static Pattern of(String regex) {
    Pattern known = COMPILED.getIfPresent(regex);
    if (known != null) {
      return known;
    }
    Pattern compiled = compile(regex);
    COMPILED.put(regex, compiled);
    return compiled;
  }

  private static Pattern compile(String regex) {
    if (regex.length() > LONGEST) {
      throw new ValueFault(
          "the regular expression has " + regex.length() + " characters; the limit is " + LONGEST);
    }
    if (unfolded(regex) > LARGEST) {
      throw new ValueFault(
          "the regular expression " + Values.shown(regex) + " repeats too much; nest fewer counts");
    }
    try {
      return Pattern.compile(regex);
    } catch (RuntimeException e) {
      String why = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
      throw new ValueFault(Values.shown(regex) + " is no regular expression: " + why);
    }
  }

  /** The product of all counts in braces times the length: never less than the real size. */
  private static long unfolded(String regex) {
    long size = regex.length();
    for (int at = regex.indexOf('{'); at >= 0; at = regex.indexOf('{', at + 1)) {
      size *= Math.max(1, largestCount(regex, at + 1));
      if (size > LARGEST * 100) {
        return size;
      }
    }
    return size;
  }

  private static long largestCount(String regex, int from) {
    long largest = 1;
    long number = 0;
    for (int i = from; i < regex.length() && regex.charAt(i) != '}'; i++) {
      char c = regex.charAt(i);
      number = c >= '0' && c <= '9' ? Math.min(number * 10 + c - '0', LARGEST) : 0;
      largest = Math.max(largest, number);
    }
    return largest;
  }
}
