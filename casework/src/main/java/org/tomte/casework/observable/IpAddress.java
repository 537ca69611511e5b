package org.tomte.casework.observable;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits; IPv4 as IPv4-mapped IPv6 (RFC 4291, section 2.5.5.2), so that {@code
 * ::ffff:10.0.0.1} and {@code 10.0.0.1} are the same.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {

  private static final long MAPPED = 0xffff_0000_0000L;

  /** Whether this is an IPv4 address. */
  public boolean isV4() {
    return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED;
  }

  /** 4 or 6. */
  public int version() {
    return isV4() ? 4 : 6;
  }

  /**
   * Parses the strict text forms: four decimal numbers without leading zeros, or RFC 4291 section
   * 2.2 without a zone.
   *
   * @return the address, or null if the text is none
   */
  public static @Nullable IpAddress parse(String text) {
    if (text.indexOf(':') < 0) {
      return parseV4(text);
    }
    if (text.length() > 45 || text.indexOf('%') >= 0 || !InetAddresses.isInetAddress(text)) {
      return null;
    }
    byte[] bytes = InetAddresses.forString(text).getAddress();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return bytes.length == 4
        ? new IpAddress(0, MAPPED | Integer.toUnsignedLong(buffer.getInt()))
        : new IpAddress(buffer.getLong(), buffer.getLong());
  }

  private static @Nullable IpAddress parseV4(String text) {
    long bits = 0;
    int parts = 0;
    int part = -1;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (c == '.') {
        if (part < 0 || ++parts > 4) {
          return null;
        }
        bits = bits << 8 | part;
        part = -1;
      } else if (c < '0' || c > '9' || part == 0) {
        return null;
      } else {
        part = Math.max(part, 0) * 10 + c - '0';
        if (part > 255) {
          return null;
        }
      }
    }
    return parts == 4 ? new IpAddress(0, MAPPED | bits) : null;
  }

  /** Dotted decimal, or RFC 5952. */
  @Override
  public String toString() {
    try {
      byte[] bytes =
          isV4()
              ? ByteBuffer.allocate(4).putInt((int) low).array()
              : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
      return InetAddresses.toAddrString(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are always an address", e);
    }
  }
}
