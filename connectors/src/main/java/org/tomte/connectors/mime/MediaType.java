package org.tomte.connectors.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of Content-Type or Content-Disposition: a word and parameters (RFC 2045), also those
 * that are continued or encoded (RFC 2231), or wrongly written as encoded words.
 *
 * @param name in lower case, for example {@code text/plain} or {@code attachment}
 * @param parameters by their names in lower case, decoded
 */
record MediaType(String name, Map<String, String> parameters) {
  private static final int MOST_PARAMETERS = 200;
  private static final Pattern NAME =
      Pattern.compile("\\s*([^\\s;/=\"]++)\\s*(?:/\\s*([^\\s;/=\"]++))?/?(?!\\s*=)");

  static MediaType of(String value) {
    Map<String, String> written = new LinkedHashMap<>();
    int end = value.indexOf(';');
    String head = Words.withoutComments(end < 0 ? value : value.substring(0, end));
    Matcher words = NAME.matcher(head);
    String name = words.lookingAt() ? String.join("/", parts(words)) : "";
    String rest = head.substring(name.isEmpty() ? 0 : words.end());
    new Scanner(rest + (end < 0 ? "" : value.substring(end))).readParameters(written);
    return new MediaType(name.toLowerCase(Locale.ROOT), decoded(written));
  }

  private static List<String> parts(Matcher words) {
    return words.group(2) == null
        ? List.of(words.group(1))
        : List.of(words.group(1), words.group(2));
  }

  @Nullable String parameter(String key) {
    return parameters.get(key);
  }

  boolean isText() {
    return name.equals("text/plain") || name.equals("text/html");
  }

  private static Map<String, String> decoded(Map<String, String> written) {
    Map<String, String> plain = new LinkedHashMap<>();
    Map<String, SortedMap<Integer, Piece>> pieces = new LinkedHashMap<>();
    written.forEach((key, value) -> {
      int star = key.indexOf('*');
      if (star <= 0) {
        plain.put(key, Words.decode(value));
        return;
      }
      String number = key.substring(star + 1).replace("*", "");
      boolean encoded = key.endsWith("*");
      pieces
          .computeIfAbsent(key.substring(0, star), _ -> new TreeMap<>())
          .put(number(number), new Piece(value, encoded));
    });
    pieces.forEach((key, values) -> plain.put(key, join(values)));
    return plain;
  }

  private static int number(String written) {
    return written.matches("\\d{1,6}") ? Integer.parseInt(written) : 0;
  }

  private record Piece(String value, boolean encoded) {}

  /** Puts the pieces together as bytes, because a character may be cut in two. */
  private static String join(SortedMap<Integer, Piece> pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String charset = "";
    boolean first = true;
    for (Piece piece : pieces.values()) {
      String value = piece.value();
      if (first && piece.encoded()) {
        String[] parts = value.split("'", 3);
        charset = parts.length == 3 ? parts[0] : "";
        value = parts.length == 3 ? parts[2] : value;
      }
      boolean repeated = !first && piece.encoded() && !charset.isEmpty();
      if (repeated && value.startsWith(charset + "'")) {
        value = value.substring(charset.length() + 1);
      }
      first = false;
      bytes.writeBytes(piece.encoded() ? percent(value) : value.getBytes(StandardCharsets.UTF_8));
    }
    return Charsets.decode(bytes.toByteArray(), charset, new Reading.Problems());
  }

  private static byte[] percent(String value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < value.length(); i++) {
      int octet = value.charAt(i) == '%' && i + 2 < value.length() ? Words.hex(value, i + 1) : -1;
      if (octet >= 0) {
        bytes.write(octet);
        i += 2;
      } else {
        bytes.writeBytes(value.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** Reads {@code ; key=value} one after another. */
  private static final class Scanner {
    private final String value;
    private int at;

    Scanner(String value) {
      this.value = value;
    }

    void readParameters(Map<String, String> parameters) {
      while (at < value.length() && parameters.size() < MOST_PARAMETERS) {
        skip();
        int start = at;
        while (at < value.length() && "=;(\"".indexOf(value.charAt(at)) < 0) {
          at++;
        }
        String key = value.substring(start, at).strip().toLowerCase(Locale.ROOT);
        if (at < value.length() && value.charAt(at) == '=') {
          at++;
          put(parameters, key, readValue());
        } else if (at == start) {
          at++;
        }
      }
    }

    private static void put(Map<String, String> parameters, String key, String read) {
      if (!key.replace("*", "").isBlank()) {
        parameters.putIfAbsent(key, read);
      }
    }

    private void skip() {
      while (at < value.length()) {
        char character = value.charAt(at);
        if (character == '(') {
          at = Scanner.afterComment(value, at);
        } else if (character == ';' || Character.isWhitespace(character)) {
          at++;
        } else {
          return;
        }
      }
    }

    private static int afterComment(String value, int from) {
      int depth = 0;
      for (int i = from; i < value.length(); i++) {
        char character = value.charAt(i);
        i += character == '\\' ? 1 : 0;
        depth += character == '(' ? 1 : character == ')' ? -1 : 0;
        if (depth == 0) {
          return i + 1;
        }
      }
      return value.length();
    }

    private String readValue() {
      while (at < value.length() && Character.isWhitespace(value.charAt(at))) {
        at++;
      }
      if (at < value.length() && value.charAt(at) == '"') {
        return readQuoted();
      }
      int start = at;
      while (at < value.length() && value.charAt(at) != ';' && !nextBegins()) {
        at++;
      }
      String bare = value.substring(start, at).strip();
      int comment = bare.indexOf(" (");
      return comment < 0 ? bare : bare.substring(0, comment).strip();
    }

    /** A forgotten semicolon: after white space comes {@code key=}. */
    private boolean nextBegins() {
      if (!Character.isWhitespace(value.charAt(at))) {
        return false;
      }
      int end = at + 1;
      while (end < value.length()
          && (Character.isLetterOrDigit(value.charAt(end))
              || "-*_".indexOf(value.charAt(end)) >= 0)) {
        end++;
      }
      return end > at + 1 && end < value.length() && value.charAt(end) == '=';
    }

    private String readQuoted() {
      StringBuilder quoted = new StringBuilder();
      for (at++; at < value.length() && value.charAt(at) != '"'; at++) {
        boolean escaped =
            value.charAt(at) == '\\'
                && at + 1 < value.length()
                && "\"\\".indexOf(value.charAt(at + 1)) >= 0;
        at += escaped ? 1 : 0;
        quoted.append(value.charAt(at));
      }
      at++;
      return quoted.toString();
    }
  }
}
