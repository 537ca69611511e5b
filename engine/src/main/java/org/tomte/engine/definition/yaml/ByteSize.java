package org.tomte.engine.definition.yaml;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 500}, {@code 64KB}, {@code 1.5GB}. Units are powers of 1024 as
 * operators expect them; {@code KiB} means the same as {@code KB}.
 *
 * @param bytes not negative
 */
public record ByteSize(long bytes) {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?)\\s*(|B|KI?B?|MI?B?|GI?B?|TI?B?)");
  private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");

  /** Rejects a negative size. */
  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative: " + bytes);
    }
  }

  /**
   * Reads a size.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          Suggestion.quoted(text) + " is not a size; valid: 500, 64KB, 20MB, 1.5GB");
    }
    String unit = matcher.group(2);
    int power = unit.isEmpty() ? 0 : "BKMGT".indexOf(unit.charAt(0));
    BigDecimal bytes =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException(Suggestion.quoted(text) + " is too large");
    }
    return new ByteSize(bytes.longValue());
  }

  @Override
  public String toString() {
    int unit = 0;
    long rest = bytes;
    while (rest != 0 && rest % 1024 == 0 && unit < UNITS.size() - 1) {
      rest /= 1024;
      unit++;
    }
    return unit == 0 ? Long.toString(rest) : rest + UNITS.get(unit);
  }
}
