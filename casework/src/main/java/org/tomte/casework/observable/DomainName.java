package org.tomte.casework.observable;

import com.google.common.net.InternetDomainName;
import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A domain name that can exist in the public DNS, by the public suffix list that Guava carries.
 *
 * @param name the whole name in lower-case ASCII
 * @param publicSuffix the suffix under which anybody can register, for example {@code co.uk}
 * @param registrable the suffix and one label more
 */
public record DomainName(String name, String publicSuffix, String registrable) {

  private static final Pattern DNS_NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

  /**
   * Parses a name; a trailing dot is dropped, other scripts are turned to ASCII.
   *
   * @return the name, or null if it is not under a public suffix, as {@code report.docx} is not
   */
  public static @Nullable DomainName parse(String text) {
    String ascii = toAscii(text);
    if (ascii == null || !InternetDomainName.isValid(ascii)) {
      return null;
    }
    InternetDomainName domain = InternetDomainName.from(ascii);
    if (!domain.isUnderPublicSuffix()) {
      return null;
    }
    InternetDomainName suffix = domain.publicSuffix();
    return suffix == null
        ? null
        : new DomainName(ascii, suffix.toString(), domain.topPrivateDomain().toString());
  }

  /**
   * The lower-case ASCII form of a host name (RFC 5890), valid or not.
   *
   * @return the name, or null if it cannot be one
   */
  public static @Nullable String toAscii(String text) {
    String trimmed = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (trimmed.isEmpty() || trimmed.length() > 253) {
      return null;
    }
    try {
      return IDN.toASCII(trimmed, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /**
   * The lower-case ASCII form of a name that can stand in the DNS, also one that is no host's or
   * under no public suffix: letters, digits, hyphens and underscores between dots.
   *
   * @return the name, or null if it cannot be one
   */
  public static @Nullable String toDnsName(String text) {
    String ascii = toAscii(text);
    return ascii != null && DNS_NAME.matcher(ascii).matches() ? ascii : null;
  }

  /** Whether {@code name} is {@code parent} or lies under it; both in lower-case ASCII. */
  public static boolean isWithin(String name, String parent) {
    return name.endsWith(parent)
        && (name.length() == parent.length()
            || name.charAt(name.length() - parent.length() - 1) == '.');
  }
}
