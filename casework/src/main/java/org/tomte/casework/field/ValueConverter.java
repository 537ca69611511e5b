package org.tomte.casework.field;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns plain JSON values into values of a type, or says why not. */
final class ValueConverter {
  private static final int MAX_TEXTS = 1_000;
  private static final int MAX_ELEMENT = 1_000;
  private static final int MAX_LINK = 8_192;
  private static final int SHOWN = 80;

  private ValueConverter() {}

  static Conversion convert(ValueType type, Object value) {
    return switch (type) {
      case ValueType.Texts _ -> texts(value);
      case ValueType.Roles _ -> roles(value);
      case ValueType.Text text -> scalar(value, written -> text(text, written));
      case ValueType.Choice choice -> scalar(value, written -> choice(choice, written));
      case ValueType.Time _ -> scalar(value, ValueConverter::time);
      case ValueType.Day _ -> scalar(value, ValueConverter::day);
      case ValueType.Whole _ -> scalar(value, ValueConverter::whole);
      case ValueType.WholeWithin range -> scalar(value, written -> within(range, written));
      case ValueType.Marking _ -> scalar(value, ValueConverter::marking);
      case ValueType.Decimal _ -> scalar(value, ValueConverter::number);
      case ValueType.Checkbox _ -> scalar(value, ValueConverter::checkbox);
      case ValueType.Link _ -> scalar(value, ValueConverter::link);
      case ValueType.Choices choices -> choices(choices, value);
      case ValueType.Interval _ -> scalar(value, SpecialText::interval);
      case ValueType.Zone _ -> scalar(value, SpecialText::zone);
      case ValueType.Mail _ -> scalar(value, SpecialText::mail);
      case ValueType.Address _ -> scalar(value, SpecialText::address);
      case ValueType.Hash _ -> scalar(value, SpecialText::hash);
      case ValueType.FileName _ -> scalar(value, SpecialText::fileName);
      case ValueType.Color _ -> scalar(value, SpecialText::color);
    };
  }

  /** An object, or text such as {@code ada=lead, bob=observer}. */
  private static Conversion roles(Object value) {
    Map<String, Object> roles = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, role) -> roles.put(clean(String.valueOf(name)).strip(), role));
    } else if (value instanceof String written) {
      for (String pair : written.split(",", -1)) {
        int equals = pair.indexOf('=');
        roles.put(
            clean(pair.substring(0, Math.max(equals, 0))).strip(), pair.substring(equals + 1));
      }
    } else {
      return fault(
          "is %s; what is needed is a role for each name".formatted(shown(value.toString())));
    }
    roles.replaceAll((_, role) -> clean(String.valueOf(role)).strip());
    for (Map.Entry<String, Object> entry : roles.entrySet()) {
      String role = entry.getValue().toString();
      if (entry.getKey().isEmpty() || role.isEmpty() || role.equals("null")) {
        return fault("needs a name and a role in each pair, such as ada=lead");
      }
      if (entry.getKey().length() > MAX_ELEMENT || role.length() > MAX_ELEMENT) {
        return fault("has a name or role of more than %d characters".formatted(MAX_ELEMENT));
      }
    }
    if (roles.size() > MAX_TEXTS) {
      return fault("has %d names; at most %d are allowed".formatted(roles.size(), MAX_TEXTS));
    }
    return new Conversion.Value(Map.copyOf(roles));
  }

  private interface FromText {
    Conversion convert(String written);
  }

  private static Conversion scalar(Object value, FromText conversion) {
    if (value instanceof Collection<?> list) {
      return fault(
          "is a list of " + list.size() + "; a single value is needed (take the first or join it)");
    }
    if (value instanceof Map<?, ?> map) {
      return fault("is an object with " + map.keySet() + "; a single value is needed");
    }
    return conversion.convert(clean(plain(value)));
  }

  private static String plain(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static Conversion text(ValueType.Text type, String written) {
    if (written.length() > type.maxLength()) {
      return fault(
          "has %d characters, at most %d are allowed (cut it): %s"
              .formatted(written.length(), type.maxLength(), shown(written)));
    }
    return new Conversion.Value(written);
  }

  private static Conversion choice(ValueType.Choice type, String written) {
    String word = written.strip().toLowerCase(Locale.ROOT);
    for (String valid : type.words()) {
      if (valid.toLowerCase(Locale.ROOT).equals(word)) {
        return new Conversion.Value(valid);
      }
    }
    return fault(
        shown(written)
            + " is not one of "
            + String.join(", ", type.words())
            + Nearest.question(word, type.words()));
  }

  private static Conversion time(String written) {
    try {
      Instant instant = OffsetDateTime.parse(written.strip()).toInstant();
      return new Conversion.Value(instant.truncatedTo(ChronoUnit.MICROS).toString());
    } catch (DateTimeException e) {
      return fault(
          shown(written) + " is not a time with an offset such as 2026-11-25T03:17:00Z (RFC 3339)");
    }
  }

  private static Conversion day(String written) {
    try {
      return new Conversion.Value(LocalDate.parse(written.strip()).toString());
    } catch (DateTimeException e) {
      return fault(shown(written) + " is not a day such as 2026-11-25 (ISO 8601)");
    }
  }

  private static Conversion whole(String written) {
    try {
      return new Conversion.Value(new BigDecimal(limited(written)).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return fault(shown(written) + " is not a whole number of 64 bits such as 17");
    }
  }

  private static Conversion within(ValueType.WholeWithin range, String written) {
    if (whole(written) instanceof Conversion.Value(Long number)
        && number >= range.least()
        && number <= range.most()) {
      return new Conversion.Value(number);
    }
    return fault(
        "%s is not a whole number from %d to %d"
            .formatted(shown(written), range.least(), range.most()));
  }

  private static Conversion marking(String written) {
    Tlp tlp = Tlp.read(written);
    return tlp == null
        ? fault(
            shown(written)
                + " is not one of "
                + String.join(", ", Tlp.words())
                + Nearest.question(written.strip(), Tlp.words()))
        : new Conversion.Value(tlp.word());
  }

  private static Conversion number(String written) {
    try {
      return new Conversion.Value(narrowed(new BigDecimal(limited(written))));
    } catch (ArithmeticException | NumberFormatException e) {
      return fault(shown(written) + " is not a number such as 17 or 2.5");
    }
  }

  /** A number as it comes back from storage: whole ones are Long, others Double. */
  private static Object narrowed(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    if (isLong(stripped)) {
      return stripped.longValueExact();
    }
    double value = number.doubleValue();
    if (Double.isInfinite(value)) {
      throw new ArithmeticException("beyond the range of numbers");
    }
    return value;
  }

  private static boolean isLong(BigDecimal stripped) {
    return stripped.scale() <= 0
        && stripped.precision() - stripped.scale() <= 19
        && stripped.toBigIntegerExact().bitLength() < Long.SIZE;
  }

  /** Keeps a hostile exponent from growing into a number of a million digits. */
  private static String limited(String written) {
    String number = written.strip();
    if (number.length() > 40) {
      throw new NumberFormatException("too long");
    }
    BigDecimal parsed = new BigDecimal(number);
    BigInteger exponent = BigInteger.valueOf(parsed.scale()).abs();
    if (exponent.compareTo(BigInteger.valueOf(400)) > 0) {
      throw new NumberFormatException("exponent out of range");
    }
    return number;
  }

  private static Conversion checkbox(String written) {
    return switch (written.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> new Conversion.Value(true);
      case "false" -> new Conversion.Value(false);
      default -> fault(shown(written) + " is neither true nor false");
    };
  }

  private static Conversion link(String written) {
    String address = written.strip();
    if (address.length() > MAX_LINK) {
      return fault("has " + address.length() + " characters, at most " + MAX_LINK + " are allowed");
    }
    try {
      URI uri = new URI(address);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web && uri.getRawAuthority() != null) {
        return new Conversion.Value(address);
      }
    } catch (URISyntaxException e) {
      return fault(shown(written) + " is not an address (RFC 3986): " + e.getReason());
    }
    return fault(shown(written) + " is not an address that begins with http:// or https://");
  }

  /** Elements that are each one of the words, in the order of the words. */
  private static Conversion choices(ValueType.Choices type, Object value) {
    if (!(texts(value) instanceof Conversion.Value(List<?> written))) {
      return texts(value);
    }
    Set<String> chosen = new LinkedHashSet<>();
    for (Object element : written) {
      switch (choice(new ValueType.Choice(type.words()), element.toString())) {
        case Conversion.Value word -> chosen.add(word.value().toString());
        case Conversion.Fault fault -> {
          return fault;
        }
      }
    }
    return new Conversion.Value(type.words().stream().filter(chosen::contains).toList());
  }

  private static Conversion texts(Object value) {
    Collection<?> elements = value instanceof Collection<?> list ? list : List.of(value);
    if (elements.size() > MAX_TEXTS) {
      return fault("has " + elements.size() + " elements, at most " + MAX_TEXTS + " are allowed");
    }
    Set<String> texts = new LinkedHashSet<>();
    for (Object element : elements) {
      if (element instanceof Collection<?> || element instanceof Map<?, ?>) {
        return fault("holds " + shown(element.toString()) + "; its elements must be single values");
      }
      if (element != null) {
        texts.add(clean(plain(element)).strip());
      }
    }
    texts.remove("");
    for (String text : texts) {
      if (text.length() > MAX_ELEMENT) {
        return fault(
            "holds an element of " + text.length() + " characters, at most " + MAX_ELEMENT);
      }
    }
    return new Conversion.Value(List.copyOf(new ArrayList<>(texts)));
  }

  /** Replaces what the database cannot store: NUL and lone surrogates. */
  private static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point ->
            clean.appendCodePoint(
                point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point));
    return clean.toString();
  }

  private static String shown(String written) {
    String cut = written.length() > SHOWN ? written.substring(0, SHOWN) + "..." : written;
    return "'" + cut + "'";
  }

  private static Conversion fault(String reason) {
    return new Conversion.Fault(reason);
  }
}
