package org.tomte.connectors.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells addresses of the public internet from all others: those of the machine, of its networks, of
 * clouds' metadata services, and those that no host has (RFC 6890, RFC 6598, RFC 4193).
 */
public final class AddressGuard {
  private AddressGuard() {}

  /** Why an address is not one of the public internet; null when it is. */
  public static @Nullable String notPublic(InetAddress address) {
    return switch (address) {
      case Inet4Address four -> notPublic(four.getAddress());
      case Inet6Address six -> notPublic6(six);
      default -> "an address of a kind that is not known";
    };
  }

  private static @Nullable String notPublic(byte[] four) {
    int first = four[0] & 0xFF;
    int second = four[1] & 0xFF;
    int third = four[2] & 0xFF;
    if (first == 127) {
      return "an address of this machine";
    }
    if (first == 10
        || (first == 172 && second >= 16 && second < 32)
        || (first == 192 && second == 168)) {
      return "a private address";
    }
    if (first == 169 && second == 254) {
      return "a link-local address, as metadata services have";
    }
    if (first == 100 && second >= 64 && second < 128) {
      return "an address behind a carrier's translation";
    }
    boolean special =
        first == 0
            || first >= 224
            || (first == 192 && second == 0 && (third == 0 || third == 2))
            || (first == 192 && second == 88 && third == 99)
            || (first == 198 && (second == 18 || second == 19))
            || (first == 198 && second == 51 && third == 100)
            || (first == 203 && second == 0 && third == 113);
    return special ? "an address that no public host has" : null;
  }

  private static @Nullable String notPublic6(Inet6Address address) {
    byte[] six = address.getAddress();
    byte @Nullable [] inside = embedded(six);
    if (inside != null) {
      return notPublic(inside);
    }
    int first = six[0] & 0xFF;
    int second = six[1] & 0xFF;
    if (address.isLoopbackAddress()) {
      return "an address of this machine";
    }
    if ((first & 0xFE) == 0xFC) {
      return "a private address";
    }
    if (first == 0xFE) {
      return "a link-local or site-local address";
    }
    boolean global = (first & 0xE0) == 0x20;
    boolean documentation =
        first == 0x20 && second == 0x01 && (six[2] & 0xFF) == 0x0D && (six[3] & 0xFF) == 0xB8;
    boolean protocol = first == 0x20 && second == 0x01 && six[2] == 0 && (six[3] & 0xFE) == 0;
    return !global || documentation || protocol ? "an address that no public host has" : null;
  }

  /** The IPv4 address in a mapped, compatible, translated (RFC 6052) or 6to4 address. */
  private static byte @Nullable [] embedded(byte[] six) {
    boolean zeros = allZero(six, 0, 10);
    boolean mapped = zeros && six[10] == (byte) 0xFF && six[11] == (byte) 0xFF;
    boolean compatible = zeros && allZero(six, 10, 12) && !allZero(six, 12, 15);
    boolean translated =
        six[0] == 0 && six[1] == 0x64 && six[2] == (byte) 0xFF && six[3] == (byte) 0x9B;
    if (mapped || compatible || translated) {
      return Arrays.copyOfRange(six, 12, 16);
    }
    boolean sixToFour = six[0] == 0x20 && six[1] == 0x02;
    return sixToFour ? Arrays.copyOfRange(six, 2, 6) : null;
  }

  private static boolean allZero(byte[] bytes, int from, int until) {
    for (int i = from; i < until; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Checks the addresses of a name. All must be public: a name with one address outside and one
   * inside is how such checks are got around.
   *
   * @throws RefusedAddress when one is not
   */
  static InetAddress[] checked(String host, InetAddress[] addresses) throws RefusedAddress {
    for (InetAddress address : addresses) {
      String why = notPublic(address);
      if (why != null) {
        throw new RefusedAddress(
            "%s has the address %s, %s; the connection must say allow-private: true for that"
                .formatted(host, address.getHostAddress(), why));
      }
    }
    return addresses;
  }

  /** A name leads to an address that is not public. */
  static final class RefusedAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedAddress(String message) {
      super(message);
    }
  }
}
