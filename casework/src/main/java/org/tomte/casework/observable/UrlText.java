package org.tomte.casework.observable;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * The parts of a URL as it stands in text (RFC 3986, but lenient about characters, because URLs in
 * mails and logs are).
 *
 * @param scheme in lower case
 * @param userInfo what stands before the @, or empty
 * @param host in lower case and ASCII; an IPv6 address in brackets
 * @param port the digits after the colon, or empty
 * @param path from the first slash on, without query and fragment, or empty
 * @param query what follows the question mark, without it, or null if there is none
 * @param fragment what follows the hash sign, without it, or null if there is none
 */
public record UrlText(
    String scheme,
    String userInfo,
    String host,
    String port,
    String path,
    @Nullable String query,
    @Nullable String fragment) {

  private static final Pattern PARTS =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*)://"
              + "(?:([^/?#]*)@)?"
              + "(\\[[0-9A-Fa-f:.]+\\]|[^/?#@:\\[\\]]+)"
              + "(?::([0-9]*))?"
              + "(/[^?#]*)?"
              + "(?:\\?([^#]*))?"
              + "(?:#(.*))?",
          Pattern.DOTALL);

  /**
   * Takes a URL apart.
   *
   * @return its parts, or null if it has no scheme and host
   */
  public static @Nullable UrlText parse(String url) {
    Matcher matcher = PARTS.matcher(url);
    if (!matcher.matches()) {
      return null;
    }
    String host = matcher.group(3);
    String ascii = host.startsWith("[") ? host.toLowerCase(Locale.ROOT) : DomainName.toAscii(host);
    if (ascii == null) {
      return null;
    }
    return new UrlText(
        matcher.group(1).toLowerCase(Locale.ROOT),
        orEmpty(matcher.group(2)),
        ascii,
        orEmpty(matcher.group(4)),
        orEmpty(matcher.group(5)),
        matcher.group(6),
        matcher.group(7));
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }

  /** The URL with scheme and host in their canonical form and the rest as it stood. */
  public String canonical() {
    return scheme
        + "://"
        + (userInfo.isEmpty() ? "" : userInfo + "@")
        + host
        + (port.isEmpty() ? "" : ":" + port)
        + path
        + (query == null ? "" : "?" + query)
        + (fragment == null ? "" : "#" + fragment);
  }

  /** Without the punctuation that ends the sentence or closes the bracket around a URL. */
  static String withoutTrailing(String url) {
    int round = surplus(url, '(', ')');
    int square = surplus(url, '[', ']');
    int curly = surplus(url, '{', '}');
    int end = url.length();
    while (end > 0) {
      char last = url.charAt(end - 1);
      boolean drop =
          switch (last) {
            case ')' -> round-- > 0;
            case ']' -> square-- > 0;
            case '}' -> curly-- > 0;
            default -> ENDS.indexOf(last) >= 0;
          };
      if (!drop) {
        break;
      }
      end--;
    }
    return url.substring(0, end);
  }

  private static final String ENDS = ".,;:!?'*_~\u2026\u201d\u2019" + Defang.BRACKETED_DOT;

  /** How many more brackets are closed than opened. */
  private static int surplus(String url, char open, char close) {
    int surplus = 0;
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      surplus += c == close ? 1 : c == open ? -1 : 0;
    }
    return surplus;
  }
}
