package org.tomte.connectors.network;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of addresses in CIDR notation (RFC 4632, RFC 4291). An IPv4 address inside IPv6 is the
 * IPv4 address.
 */
public final class AddressRange {
  private final byte[] network;
  private final int prefix;
  private final String text;

  private AddressRange(byte[] network, int prefix, String text) {
    this.network = network;
    this.prefix = prefix;
    this.text = text;
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address; names are not looked up.
   *
   * @throws IllegalArgumentException when it is not a range; the message says what is valid
   */
  public static AddressRange of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      byte[] network = InetAddress.ofLiteral(address.strip()).getAddress();
      int bits = network.length * 8;
      int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1).strip());
      if (prefix >= 0 && prefix <= bits) {
        return new AddressRange(network, prefix, text.strip());
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Told below, with what is valid.
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not a range of addresses; valid are for example 10.0.0.0/8, 192.0.2.7,"
            + " 2001:db8::/32");
  }

  /** Whether the address is inside. */
  public boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != network.length) {
      return false;
    }
    int whole = prefix / 8;
    if (!Arrays.equals(network, 0, whole, other, 0, whole)) {
      return false;
    }
    int bits = prefix % 8;
    int mask = 0xFF << (8 - bits);
    return bits == 0 || (network[whole] & mask) == (other[whole] & mask);
  }

  @Override
  public String toString() {
    return text;
  }
}
