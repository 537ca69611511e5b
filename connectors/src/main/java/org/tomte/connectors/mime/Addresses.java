package org.tomte.connectors.mime;

import java.net.IDN;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of addresses (RFC 5322 section 3.4), leniently. Groups are flattened. The address is
 * what stands in angle brackets, whatever the name claims; a comment serves as a name when there is
 * no other.
 */
final class Addresses {
  private static final int MOST = 5_000;

  private final String value;
  private final List<Map<String, @Nullable Object>> found = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private final StringBuilder comment = new StringBuilder();
  private @Nullable String angle;
  private int at;

  private Addresses(String value) {
    this.value = value;
  }

  /**
   * Each address as {@code name}, {@code address} and {@code domain}; what is unknown is absent.
   */
  static List<Map<String, @Nullable Object>> of(String value) {
    Addresses reader = new Addresses(value);
    while (reader.at < value.length() && reader.found.size() < MOST) {
      reader.step(value.charAt(reader.at));
    }
    reader.finish();
    return reader.found;
  }

  private void step(char character) {
    switch (character) {
      case '"' -> words.append(readQuoted());
      case '(' -> readComment();
      case '<' -> readAngle();
      case ',', ';' -> {
        finish();
        at++;
      }
      case ':' -> {
        beginGroup();
      }
      default -> {
        words.append(character);
        at++;
      }
    }
  }

  /** What stands before a colon is the name of a group, unless it is an address already. */
  private void beginGroup() {
    at++;
    if (words.indexOf("@") >= 0) {
      words.append(':');
      return;
    }
    words.setLength(0);
    comment.setLength(0);
  }

  private String readQuoted() {
    StringBuilder quoted = new StringBuilder();
    for (at++; at < value.length() && value.charAt(at) != '"'; at++) {
      boolean escaped = value.charAt(at) == '\\' && at + 1 < value.length();
      at += escaped ? 1 : 0;
      quoted.append(value.charAt(at));
    }
    at++;
    boolean local = at < value.length() && value.charAt(at) == '@';
    return local && needsQuotes(quoted) ? "\"" + quoted + "\"" : quoted.toString();
  }

  private static boolean needsQuotes(CharSequence text) {
    return text.chars().anyMatch(character -> " ,;:<>()@\"".indexOf(character) >= 0);
  }

  private void readComment() {
    int depth = 0;
    for (; at < value.length(); at++) {
      char character = value.charAt(at);
      if (character == '\\' && at + 1 < value.length()) {
        at++;
        comment.append(value.charAt(at));
        continue;
      }
      depth += character == '(' ? 1 : character == ')' ? -1 : 0;
      if (depth == 0) {
        break;
      }
      if (character != '(' || depth > 1) {
        comment.append(character);
      }
    }
    at++;
  }

  private void readAngle() {
    int end = endOfAngle();
    int stop = end < 0 ? endWithoutBracket() : end;
    String inside = value.substring(at + 1, stop).strip();
    int route = inside.startsWith("@") ? inside.indexOf(':') : -1;
    angle = compact(Words.withoutComments(inside.substring(route + 1)));
    at = stop + (end < 0 ? 0 : 1);
  }

  private int endOfAngle() {
    int depth = 0;
    for (int i = at; i < value.length(); i++) {
      char character = value.charAt(i);
      depth += character == '(' ? 1 : character == ')' ? -1 : 0;
      if (character == '>' && depth <= 0) {
        return i;
      }
    }
    return value.indexOf('>', at);
  }

  private int endWithoutBracket() {
    int comma = value.indexOf(',', at);
    return comma < 0 ? value.length() : comma;
  }

  /** White space in an address means nothing, except in quotes. */
  private static String compact(String address) {
    return address.contains("\"") ? address.strip() : Words.withoutSpace(address);
  }

  private void finish() {
    String text = Words.spaced(words.toString().strip());
    String remark = Words.decode(comment.toString().strip());
    String address = angle;
    String name = Words.decode(text).strip();
    if (address == null && text.contains("@")) {
      address = compact(text);
      name = "";
    }
    if (address != null || !name.isEmpty() || !remark.isEmpty()) {
      found.add(fields(name.isEmpty() ? remark : name, address));
    }
    words.setLength(0);
    comment.setLength(0);
    angle = null;
  }

  private static Map<String, @Nullable Object> fields(String name, @Nullable String address) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (!name.isEmpty()) {
      fields.put("name", name);
    }
    if (address == null || address.isEmpty()) {
      return fields;
    }
    fields.put("address", address);
    int sign = address.lastIndexOf('@');
    if (sign >= 0 && sign + 1 < address.length()) {
      fields.put("domain", domain(address.substring(sign + 1)));
    }
    return fields;
  }

  /** In lower case; an internationalised one in its ASCII form where it has one (RFC 5891). */
  static String domain(String written) {
    String named = written.strip().toLowerCase(Locale.ROOT);
    String lower = named.endsWith(".") ? named.substring(0, named.length() - 1) : named;
    try {
      return lower.chars().allMatch(c -> c < 128)
          ? lower
          : IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notADomain) {
      return lower;
    }
  }
}
