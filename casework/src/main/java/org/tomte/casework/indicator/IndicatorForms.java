package org.tomte.casework.indicator;

import com.google.common.net.InternetDomainName;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.observable.Defang;
import org.tomte.casework.observable.DomainName;
import org.tomte.casework.observable.FileNames;
import org.tomte.casework.observable.IpAddress;
import org.tomte.casework.observable.IpRange;
import org.tomte.casework.observable.UrlText;

/** Brings written values into their one form, or says why they are none. */
final class IndicatorForms {
  private static final int SHOWN = 100;
  private static final int LONGEST_LOCAL_PART = 64;
  private static final int BITS_BEFORE_V4 = 96;
  private static final int ALL_BITS = 128;
  private static final Map<String, String> PORTS =
      Map.of("http", "80", "https", "443", "ftp", "21", "ftps", "990");

  private IndicatorForms() {}

  static IndicatorName read(@Nullable IndicatorType type, String written) {
    if (written.length() > IndicatorName.LONGEST) {
      throw wrong(
          written,
          "has %,d characters; at most %,d are allowed"
              .formatted(written.length(), IndicatorName.LONGEST));
    }
    String text = written.strip();
    if (text.isEmpty()) {
      throw wrong(written, "is blank");
    }
    if (text.codePoints().anyMatch(point -> point == 0 || isSurrogate(point))) {
      throw wrong(written, "holds NUL or half of a character, which no database takes");
    }
    return type == null ? recognised(text) : of(type, text);
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static IndicatorName of(IndicatorType type, String text) {
    return switch (type) {
      case DOMAIN -> new IndicatorName(type, domain(text, live(text)));
      case EMAIL -> new IndicatorName(type, email(text, live(text)));
      case IP, NETWORK -> addresses(text, live(text));
      case URL -> new IndicatorName(type, url(text, live(text)));
      case HASH -> new IndicatorName(type, hash(text));
      case FILE, ARTIFACT ->
          new IndicatorName(type, Normalizer.normalize(text, Normalizer.Form.NFC));
    };
  }

  /** The text as it was before somebody made it harmless; a name or address has no blanks. */
  private static String live(String text) {
    String live = Defang.refang(text).strip();
    for (int i = 0; i < live.length(); i++) {
      if (Character.isWhitespace(live.charAt(i)) || Character.isISOControl(live.charAt(i))) {
        throw wrong(text, "holds a blank or control character");
      }
    }
    return live;
  }

  private static IndicatorName recognised(String text) {
    if (isHash(text)) {
      return of(IndicatorType.HASH, text);
    }
    String live = live(text);
    if (live.contains("://")) {
      return of(IndicatorType.URL, text);
    }
    if (IpRange.parse(bare(live)) != null) {
      return addresses(text, live);
    }
    if (live.indexOf('@') > 0) {
      return of(IndicatorType.EMAIL, text);
    }
    if (DomainName.parse(withoutWildcard(live)) != null && !FileNames.isFile(live)) {
      return of(IndicatorType.DOMAIN, text);
    }
    throw wrong(
        text,
        "does not tell what it is; name its type: " + String.join(", ", IndicatorType.words()));
  }

  private static String domain(String text, String live) {
    String host = host(withoutWildcard(live));
    if (host == null || host.indexOf('.') < 0) {
      throw wrong(text, "is no domain such as evil.example");
    }
    return host;
  }

  /** A valid name of hosts in lower-case ASCII; null when it is none. */
  private static @Nullable String host(String name) {
    String ascii = DomainName.toAscii(name);
    return ascii == null || !InternetDomainName.isValid(ascii) ? null : ascii;
  }

  /** A feed that lists {@code *.evil.example} or {@code .evil.example} means what is below. */
  private static String withoutWildcard(String name) {
    String rest = name.startsWith("*.") ? name.substring(1) : name;
    return rest.startsWith(".") ? rest.substring(1) : rest;
  }

  private static String email(String text, String live) {
    int at = live.lastIndexOf('@');
    String local = live.substring(0, Math.max(at, 0)).toLowerCase(Locale.ROOT);
    String host = host(live.substring(at + 1));
    boolean isLocalPart = !local.isEmpty() && local.length() <= LONGEST_LOCAL_PART;
    if (at < 0 || !isLocalPart || local.indexOf('@') >= 0 || host == null) {
      throw wrong(text, "is no mail address such as boss@evil.example");
    }
    return local + "@" + host;
  }

  private static String bare(String address) {
    return address.startsWith("[") && address.endsWith("]")
        ? address.substring(1, address.length() - 1)
        : address;
  }

  /** A block of one address is the address, and an address with a length is a block. */
  private static IndicatorName addresses(String text, String live) {
    IpRange range = IpRange.parse(bare(live));
    if (range == null) {
      throw wrong(
          text,
          "is no address or block such as 192.0.2.7, 2001:db8::7 or 192.0.2.0/24; numbers without"
              + " dots, in other bases or with leading zeros mean different addresses to different"
              + " programs");
    }
    IpAddress first = new IpAddress(range.high(), range.low());
    boolean isV4 = range.bits() >= BITS_BEFORE_V4 && first.isV4();
    int length = isV4 ? range.bits() - BITS_BEFORE_V4 : range.bits();
    if (length == 0) {
      throw wrong(text, "names every address there is");
    }
    return range.bits() == ALL_BITS
        ? new IndicatorName(IndicatorType.IP, first.toString())
        : new IndicatorName(IndicatorType.NETWORK, first + "/" + length);
  }

  private static boolean isHash(String text) {
    return switch (text.length()) {
      case 32, 40, 64, 96, 128 ->
          text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
      default -> false;
    };
  }

  private static String hash(String text) {
    if (!isHash(text)) {
      throw wrong(
          text,
          "is no hash: MD5, SHA-1, SHA-256, SHA-384 and SHA-512 have 32, 40, 64, 96 and 128"
              + " hexadecimal digits");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static String url(String text, String live) {
    UrlText url = UrlText.parse(live);
    if (url == null) {
      throw wrong(text, "is no URL with a scheme and host, such as http://evil.example/x");
    }
    String port = url.port().equals(PORTS.get(url.scheme())) ? "" : url.port();
    String path = url.path().isEmpty() ? "/" : url.path();
    return new UrlText(
            url.scheme(),
            url.userInfo(),
            urlHost(text, url.host()),
            port,
            path,
            url.query(),
            url.fragment())
        .canonical();
  }

  private static String urlHost(String text, String host) {
    if (!host.startsWith("[")) {
      if (host.endsWith(".")) {
        throw wrong(text, "has a host that is no name: " + host);
      }
      return host;
    }
    IpAddress address = IpAddress.parse(bare(host));
    if (address == null) {
      throw wrong(text, "has a host that is no address: " + host);
    }
    return address.isV4() ? address.toString() : "[" + address + "]";
  }

  private static IllegalArgumentException wrong(String text, String why) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return new IllegalArgumentException("'" + shown + "' " + why);
  }
}
