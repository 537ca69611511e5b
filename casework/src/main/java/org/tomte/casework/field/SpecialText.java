package org.tomte.casework.field;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tomte.api.DurationText;
import org.tomte.casework.observable.DomainName;
import org.tomte.casework.observable.IpAddress;

/** Reads text that means something else: addresses, hashes, spans of time. */
final class SpecialText {
  private static final Pattern LOCAL_PART = Pattern.compile("[^\\s@<>,;\"]{1,64}");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
  private static final Pattern COLOR = Pattern.compile("#?([0-9a-f]{3}|[0-9a-f]{6})");
  private static final int MAX_FILE_NAME = 255;

  private SpecialText() {}

  /** A mail address; the part before the @ stays as it is written. */
  static Conversion mail(String written) {
    String address = written.strip();
    int at = address.lastIndexOf('@');
    if (at > 0 && LOCAL_PART.matcher(address.substring(0, at)).matches()) {
      String domain = DomainName.toDnsName(address.substring(at + 1));
      if (domain != null) {
        return new Conversion.Value(address.substring(0, at) + "@" + domain);
      }
    }
    return fault(written, "a mail address such as ann@example.com");
  }

  static Conversion address(String written) {
    IpAddress address = IpAddress.parse(written.strip());
    return address == null
        ? fault(written, "an IP address such as 192.0.2.1 or 2001:db8::1")
        : new Conversion.Value(address.toString());
  }

  static Conversion hash(String written) {
    String hash = written.strip().toLowerCase(Locale.ROOT);
    boolean known = List.of(32, 40, 64, 128).contains(hash.length());
    return known && HEX.matcher(hash).matches()
        ? new Conversion.Value(hash)
        : fault(written, "a MD5, SHA-1, SHA-256 or SHA-512: 32, 40, 64 or 128 hexadecimal digits");
  }

  static Conversion fileName(String written) {
    String name = written.strip();
    if (name.isEmpty()
        || name.length() > MAX_FILE_NAME
        || name.contains("/")
        || name.contains("\\")
        || name.chars().anyMatch(Character::isISOControl)) {
      return fault(
          written,
          "the name of a file without its folder, at most " + MAX_FILE_NAME + " characters");
    }
    return new Conversion.Value(name);
  }

  static Conversion color(String written) {
    var matcher = COLOR.matcher(written.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return fault(written, "a colour such as #ff8800");
    }
    String digits = matcher.group(1);
    return new Conversion.Value(
        "#" + (digits.length() == 3 ? digits.replaceAll("(.)", "$1$1") : digits));
  }

  static Conversion zone(String written) {
    try {
      return new Conversion.Value(ZoneId.of(written.strip()).getId());
    } catch (DateTimeException e) {
      return fault(written, "a time zone such as Europe/Berlin or UTC");
    }
  }

  /** Seconds as a number, or a duration such as 1h30m or PT1H30M; a minus may stand before it. */
  static Conversion interval(String written) {
    String text = written.strip();
    boolean negative = text.startsWith("-");
    String span = negative ? text.substring(1) : text;
    try {
      long seconds = span.matches("\\d{1,15}") ? Long.parseLong(span) : duration(span).toSeconds();
      return new Conversion.Value(negative ? -seconds : seconds);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      return fault(written, "a span of time such as 90s, 1h30m, 7d, PT4H or a number of seconds");
    }
  }

  private static Duration duration(String span) {
    return span.toUpperCase(Locale.ROOT).startsWith("P")
        ? Duration.parse(span)
        : DurationText.parse(span);
  }

  private static Conversion fault(String written, String valid) {
    String cut = written.length() > 80 ? written.substring(0, 80) + "..." : written;
    return new Conversion.Fault("'" + cut + "' is not " + valid);
  }
}
