package org.tomte.connectors.egress;

import java.net.URI;

/** Checks addresses that are written in settings. */
public final class WebAddress {
  private WebAddress() {}

  /**
   * Checks an address; one that is a secret is checked once it is known.
   *
   * @param plain whether http may stand for https
   * @throws IllegalArgumentException when it is none; the message does not repeat it, for it may
   *     hold a token
   */
  public static void check(String address, boolean plain) {
    if (address.contains("${")) {
      return;
    }
    URI parsed;
    try {
      parsed = URI.create(address);
    } catch (IllegalArgumentException notOne) {
      throw new IllegalArgumentException("url is not a web address", notOne);
    }
    String scheme = String.valueOf(parsed.getScheme());
    boolean web = scheme.equals("https") || (plain && scheme.equals("http"));
    if (!web || parsed.getHost() == null) {
      throw new IllegalArgumentException(
          plain
              ? "url must be an http or https address such as https://tickets.example.com/api"
              : "url must be an https address, or ${secret:name} of one");
    }
    if (parsed.getRawUserInfo() != null) {
      throw new IllegalArgumentException("url must hold no user and password");
    }
  }
}
