package org.tomte.engine.definition.yaml;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text, number, boolean or null.
 *
 * @param text the value with quotes, escapes, indentation and folding undone
 * @param unquoted whether it is written without quotes, so that it may be a number, boolean or null
 *     by the core schema of YAML 1.2 (section 10.3)
 * @param source where its characters stand in the file
 */
public record YamlScalar(String text, boolean unquoted, TextSource source) implements YamlNode {

  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
  private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,1000}");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]{1,20}");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,15}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  @Override
  public Place place() {
    return source.start();
  }

  /** True for {@code null}, {@code ~} and nothing at all. */
  public boolean isNull() {
    return unquoted && NULL.matcher(text).matches();
  }

  /** The value by the core schema; infinities and not-a-number stay text. */
  @Override
  public @Nullable Object value() {
    if (!unquoted || NOT_FINITE.matcher(text).matches()) {
      return text;
    }
    if (isNull()) {
      return null;
    }
    if (TRUE.matcher(text).matches()) {
      return true;
    }
    if (FALSE.matcher(text).matches()) {
      return false;
    }
    return number();
  }

  private Object number() {
    if (WHOLE.matcher(text).matches()) {
      BigInteger number = new BigInteger(text);
      return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }
    if (OCTAL.matcher(text).matches()) {
      return Long.parseLong(text.substring(2), 8);
    }
    if (HEXADECIMAL.matcher(text).matches()) {
      return Long.parseLong(text.substring(2), 16);
    }
    if (text.length() <= 400 && DECIMAL.matcher(text).matches()) {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? (Object) number : text;
    }
    return text;
  }

  @Override
  public String kind() {
    return switch (value()) {
      case null -> "nothing";
      case Boolean _ -> "a boolean";
      case Number _ -> "a number";
      default -> "text";
    };
  }
}
