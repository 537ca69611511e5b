package org.tomte.connectors.mime;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address that a mail gateway hid in one of its own. Only what stands in the address
 * itself is used: nothing is ever asked over the network.
 *
 * @param by who rewrote it
 * @param target where it really goes; null when only the gateway knows
 */
record RewrittenLink(String by, @Nullable String target) {
  private static final int MOST_LAYERS = 5;
  private static final Pattern PARAMETER = Pattern.compile("[?&]([A-Za-z]+)=([^&#]*)");
  private static final Pattern DEFENSE_3 = Pattern.compile("/v3/__(.+?)__;([^!]*)!");
  private static final Pattern RUN_OR_STAR = Pattern.compile("\\*(\\*(.))?");
  private static final String RUN_LENGTHS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** What is behind all layers of an address; null when no gateway known here rewrote it. */
  static @Nullable RewrittenLink of(String url) {
    RewrittenLink outermost = null;
    String inner = url;
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      RewrittenLink one = layer(inner);
      if (one == null) {
        break;
      }
      outermost = new RewrittenLink(outermost == null ? one.by : outermost.by, one.target);
      if (one.target == null) {
        break;
      }
      inner = one.target;
    }
    return outermost;
  }

  private static @Nullable RewrittenLink layer(String url) {
    String host = host(url);
    if (host.endsWith(".safelinks.protection.outlook.com")) {
      return decoded("safe-links", parameter(url, "url"));
    }
    if (host.equals("urldefense.proofpoint.com") || host.equals("urldefense.com")) {
      return new RewrittenLink("urldefense", urlDefense(url));
    }
    if (host.endsWith(".mimecast.com") || host.endsWith(".mimecastprotect.com")) {
      return decoded("mimecast", parameter(url, "u"));
    }
    if (host.equals("linkprotect.cudasvc.com")) {
      return decoded("barracuda", parameter(url, "a"));
    }
    if (host.equals("secure-web.cisco.com")) {
      return decoded("cisco", lastPathPart(url));
    }
    if (host.endsWith(".protection.sophos.com")) {
      return new RewrittenLink("sophos", base64(parameter(url, "u")));
    }
    if (host.equals("www.google.com") && url.contains("/url?")) {
      String target = parameter(url, "q");
      return decoded("google", target == null ? parameter(url, "url") : target);
    }
    return null;
  }

  private static RewrittenLink decoded(String by, @Nullable String written) {
    return new RewrittenLink(by, written == null ? null : address(percent(written)));
  }

  private static @Nullable String urlDefense(String url) {
    Matcher third = DEFENSE_3.matcher(url);
    if (third.find()) {
      return address(third(third.group(1), third.group(2)));
    }
    String written = parameter(url, "u");
    if (written == null) {
      return null;
    }
    boolean second = url.contains("/v2/");
    return address(percent(second ? written.replace('-', '%').replace('_', '/') : written));
  }

  /**
   * Version 3 leaves letters as they are; a star stands for the next of the characters in the
   * second part, two stars and a letter for as many of them as the letter says.
   */
  private static @Nullable String third(String text, String characters) {
    String replaced = base64(characters);
    if (replaced == null) {
      return null;
    }
    int[] points = replaced.codePoints().toArray();
    StringBuilder out = new StringBuilder();
    Matcher star = RUN_OR_STAR.matcher(text);
    int used = 0;
    int last = 0;
    while (star.find()) {
      out.append(text, last, star.start());
      last = star.end();
      int count = star.group(1) == null ? 1 : RUN_LENGTHS.indexOf(star.group(2)) + 2;
      for (int i = 0; i < count && used < points.length; i++) {
        out.appendCodePoint(points[used++]);
      }
    }
    out.append(text.substring(last));
    // Some gateways fold the two slashes of the scheme into one.
    return out.toString().replaceFirst("^(https?):/(?!/)", "$1://");
  }

  private static @Nullable String base64(@Nullable String written) {
    if (written == null) {
      return null;
    }
    try {
      byte[] bytes =
          Base64.getUrlDecoder()
              .decode(percent(written).replace('+', '-').replace('/', '_').strip());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static String percent(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return text;
    }
  }

  /** The text when it is an address; gateways may leave out the scheme. */
  private static @Nullable String address(@Nullable String text) {
    if (text == null || text.isBlank() || text.length() > 8_000) {
      return null;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http://") || lower.startsWith("https://") || lower.startsWith("ftp://")) {
      return text;
    }
    return lower.matches("[a-z0-9.-]+\\.[a-z]{2,24}([/:?#].*)?") ? "http://" + text : null;
  }

  private static @Nullable String parameter(String url, String name) {
    Matcher parameter = PARAMETER.matcher(url.replace("&amp;", "&"));
    while (parameter.find()) {
      if (parameter.group(1).equals(name)) {
        return parameter.group(2);
      }
    }
    return null;
  }

  private static @Nullable String lastPathPart(String url) {
    String path = url.replaceAll("[?#].*", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.toLowerCase(Locale.ROOT).startsWith("http") ? last : null;
  }

  private static String host(String url) {
    int scheme = url.indexOf("//");
    if (scheme < 0) {
      return "";
    }
    return Html.host(url, scheme + 2).toLowerCase(Locale.ROOT);
  }
}
