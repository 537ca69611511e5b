package org.tomte.engine.expression.function;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static org.tomte.engine.expression.function.FunctionDefinition.named;
import static org.tomte.engine.expression.function.TextFunctions.given;
import static org.tomte.engine.expression.function.TextFunctions.text;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cel.common.types.ListType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.observable.IpAddress;
import org.tomte.casework.observable.IpRange;

/** Functions on IP addresses and networks. */
final class NetworkFunctions {

  private static final String GROUP = "addresses";

  private static final Cache<String, IpRange> RANGES =
      Caffeine.newBuilder().maximumSize(10_000).build();

  /** RFC 1918, RFC 6598, loopback, link-local and unique local addresses (RFC 4193). */
  private static final List<IpRange> PRIVATE =
      Stream.of(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "::1/128",
              "fc00::/7",
              "fe80::/10")
          .map(NetworkFunctions::range)
          .toList();

  private NetworkFunctions() {}

  static List<FunctionDefinition> all() {
    return List.of(
        named("isIp")
            .says("Whether a text is an IPv4 or IPv6 address.")
            .example("'10.1.2.3'.isIp() && !'10.1.2.300'.isIp()")
            .both(BOOL, STRING)
            .does(GROUP, arguments -> IpAddress.parse(text(arguments, 0, "isIp")) != null),
        named("ipVersion")
            .says("The version of an address: 4 or 6.")
            .example("'2001:db8::1'.ipVersion() == 6")
            .both(INT, STRING)
            .does(GROUP, arguments -> address(arguments, "ipVersion").version()),
        named("isPrivate")
            .says("Whether an address is private, shared, loopback or link-local.")
            .example("'192.168.1.1'.isPrivate() && !'8.8.8.8'.isPrivate()")
            .both(BOOL, STRING)
            .does(GROUP, NetworkFunctions::isPrivate),
        named("inNetwork")
            .says("Whether an address is in a network, or in one of several.")
            .example(
                "'10.1.2.3'.inNetwork('10.0.0.0/8') && '::2'.inNetwork(['10.0.0.0/8', '::/64'])")
            .both(BOOL, STRING, STRING)
            .both(BOOL, STRING, ListType.create(STRING))
            .does(GROUP, NetworkFunctions::inNetwork));
  }

  private static IpAddress address(@Nullable Object[] arguments, String function) {
    String text = text(arguments, 0, function);
    IpAddress address = IpAddress.parse(text);
    if (address == null) {
      throw new ValueFault(Values.shown(text) + " is no IP address (in " + function + ")");
    }
    return address;
  }

  private static boolean isPrivate(@Nullable Object[] arguments) {
    IpAddress address = address(arguments, "isPrivate");
    return PRIVATE.stream().anyMatch(range -> range.contains(address));
  }

  private static boolean inNetwork(@Nullable Object[] arguments) {
    IpAddress address = address(arguments, "inNetwork");
    Object networks = given(arguments, 1);
    if (networks instanceof String network) {
      return range(network).contains(address);
    }
    List<?> list = Values.list(networks, "inNetwork");
    Budget.charge(20L * list.size());
    for (Object network : list) {
      if (network instanceof String text && range(text).contains(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A network from its text.
   *
   * @throws ValueFault if it is none
   */
  static IpRange range(String text) {
    IpRange known = RANGES.getIfPresent(text);
    if (known != null) {
      return known;
    }
    IpRange range = IpRange.parse(text);
    if (range == null) {
      throw new ValueFault(
          Values.shown(text) + " is no network; valid are for example 10.0.0.0/8 and fd00::/8");
    }
    RANGES.put(text, range);
    return range;
  }
}
