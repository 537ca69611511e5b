package org.tomte.connectors.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes encoded words in header fields (RFC 2047), leniently: also inside quotes, with spaces in
 * them, and with a character cut in two by neighbouring words.
 */
final class Words {
  private static final Pattern WORD =
      Pattern.compile("=\\?([^?\\s]{1,80}+)\\?([bBqQ])\\?([^?]*+)\\?=");

  private Words() {}

  static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  /** One space in place of all white space (ASCII) between two words. */
  static String spaced(String value) {
    return replaced(value, " ");
  }

  /** The value without white space (ASCII). */
  static String withoutSpace(String value) {
    return replaced(value, "");
  }

  private static String replaced(String value, String space) {
    int at = 0;
    while (at < value.length() && !isSpace(value.charAt(at))) {
      at++;
    }
    if (at == value.length()) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length()).append(value, 0, at);
    for (; at < value.length(); at++) {
      char character = value.charAt(at);
      if (!isSpace(character)) {
        text.append(character);
      } else if (at + 1 == value.length() || !isSpace(value.charAt(at + 1))) {
        text.append(space);
      }
    }
    return text.toString();
  }

  private static boolean isSpace(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  /** The value with each comment (RFC 5322 section 3.2.2) replaced by a space. */
  static String withoutComments(String value) {
    if (value.indexOf('(') < 0) {
      return value;
    }
    StringBuilder plain = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character == '\\' && i + 1 < value.length()) {
        plain.append(depth == 0 ? value.substring(i, i + 2) : "");
        i++;
      } else if (character == '(' && !quoted) {
        depth++;
      } else if (character == ')' && depth > 0) {
        depth--;
        plain.append(depth == 0 ? " " : "");
      } else if (depth == 0) {
        quoted ^= character == '"';
        plain.append(character);
      }
    }
    return plain.toString();
  }

  static String decode(String value) {
    if (!value.contains("=?")) {
      return value;
    }
    StringBuilder decoded = new StringBuilder();
    ByteArrayOutputStream pending = new ByteArrayOutputStream();
    String pendingCharset = "";
    Matcher word = WORD.matcher(value);
    int end = 0;
    while (word.find()) {
      String between = value.substring(end, word.start());
      String charset = charsetOf(word.group(1));
      boolean joins = pending.size() > 0 && between.isBlank() && charset.equals(pendingCharset);
      if (!joins) {
        flush(pending, pendingCharset, decoded);
        decoded.append(end > 0 && between.isBlank() ? "" : between);
      }
      pending.writeBytes(bytes(word.group(2), word.group(3).replace(" _", "_")));
      pendingCharset = charset;
      end = word.end();
    }
    flush(pending, pendingCharset, decoded);
    return decoded.append(value.substring(end)).toString();
  }

  private static String charsetOf(String written) {
    int language = written.indexOf('*');
    return (language < 0 ? written : written.substring(0, language)).toLowerCase(Locale.ROOT);
  }

  private static void flush(ByteArrayOutputStream pending, String charset, StringBuilder decoded) {
    if (pending.size() > 0) {
      decoded.append(Charsets.decode(pending.toByteArray(), charset, new Reading.Problems()));
      pending.reset();
    }
  }

  private static byte[] bytes(String encoding, String text) {
    if (encoding.equalsIgnoreCase("q")) {
      return quoted(text);
    }
    String clean = text.replaceAll("[^A-Za-z0-9+/]", "");
    int usable = clean.length() % 4 == 1 ? clean.length() - 1 : clean.length();
    return Base64.getDecoder().decode(clean.substring(0, usable));
  }

  private static byte[] quoted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      int octet = character == '=' && i + 2 < text.length() ? hex(text, i + 1) : -1;
      if (octet >= 0) {
        bytes.write(octet);
        i += 2;
      } else if (character == '_') {
        bytes.write(' ');
      } else {
        bytes.writeBytes(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** The octet of two hexadecimal digits; -1 when they are not. */
  static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
