package org.tomte.casework.observable;

import java.util.Locale;

/**
 * Something found in a text that can be looked up and correlated.
 *
 * @param kind what it is
 * @param value its canonical form: lower case, domains in ASCII (RFC 5891), IPv6 as RFC 5952; the
 *     path of a URL as it stood
 */
public record Observable(Kind kind, String value) {

  /** What an observable is. */
  public enum Kind {
    /** A domain name under a public suffix. */
    DOMAIN,
    /** A mail address. */
    EMAIL,
    /** A name with an extension that attacks use or documents have. */
    FILE,
    /** An IPv4 or IPv6 address. */
    IP,
    /** An MD5, SHA-1 or SHA-256 in hexadecimal. */
    HASH,
    /** An http, https or ftp URL. */
    URL;

    /** The name in events and expressions, for example {@code domain}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
