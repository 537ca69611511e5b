package org.tomte.casework.observable;

import org.jspecify.annotations.Nullable;

/**
 * A network in CIDR form (RFC 4632), held as 128 bits.
 *
 * @param high the first 64 bits of the network
 * @param low the last 64 bits of the network
 * @param bits how many of the 128 bits count; those of an IPv4 network are 96 more than written
 */
public record IpRange(long high, long low, int bits) {

  /**
   * Parses {@code 10.0.0.0/8}, {@code fd00::/8} or a single address. Host bits are ignored.
   *
   * @return the range, or null if the text is none
   */
  public static @Nullable IpRange parse(String text) {
    int slash = text.indexOf('/');
    IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    boolean isV4 = address.isV4() && text.indexOf(':') < 0;
    int width = isV4 ? 32 : 128;
    int length = slash < 0 ? width : number(text.substring(slash + 1));
    if (length < 0 || length > width) {
      return null;
    }
    int bits = isV4 ? length + 96 : length;
    return new IpRange(address.high() & highMask(bits), address.low() & lowMask(bits), bits);
  }

  private static int number(String digits) {
    if (digits.isEmpty()
        || digits.length() > 3
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return Integer.parseInt(digits);
  }

  /** Whether the address is in this network. */
  public boolean contains(IpAddress address) {
    return (address.high() & highMask(bits)) == high && (address.low() & lowMask(bits)) == low;
  }

  private static long highMask(int bits) {
    return bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
  }

  private static long lowMask(int bits) {
    return bits <= 64 ? 0 : -1L << (128 - bits);
  }
}
