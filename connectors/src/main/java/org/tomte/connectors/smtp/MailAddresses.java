package org.tomte.connectors.smtp;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;

/** Addresses as they are written in mails (RFC 5322 section 3.4). */
final class MailAddresses {
  private static final int LONGEST = 320;

  private MailAddresses() {}

  static boolean isOne(String address) {
    try {
      return read(address).size() == 1;
    } catch (AddressException wrong) {
      return false;
    }
  }

  /**
   * The addresses of a text, which may be several with commas, or none.
   *
   * @throws AddressException when one is not valid
   */
  static List<InternetAddress> read(String text) throws AddressException {
    List<InternetAddress> addresses = new ArrayList<>();
    if (text.isBlank()) {
      return addresses;
    }
    for (InternetAddress address : InternetAddress.parse(text, true)) {
      String bare = String.valueOf(address.getAddress());
      address.validate();
      boolean clean =
          bare.length() <= LONGEST
              && bare.indexOf('@') > 0
              && bare.chars().noneMatch(c -> c <= ' ' || c == 0x7F);
      if (address.isGroup() || !clean) {
        throw new AddressException("not the address of one person", bare);
      }
      addresses.add(address);
    }
    return addresses;
  }

  /** The domain of an address; {@code localhost} when it has none. */
  static String domain(String address) {
    int at = address.lastIndexOf('@');
    return at < 0 ? "localhost" : address.substring(at + 1).replaceAll("[^A-Za-z0-9.-]", "");
  }
}
