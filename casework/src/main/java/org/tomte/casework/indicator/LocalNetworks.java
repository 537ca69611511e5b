package org.tomte.casework.indicator;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.observable.IpAddress;
import org.tomte.casework.observable.IpRange;
import org.tomte.casework.observable.UrlText;

/** The networks of RFC 6890 whose addresses many have at the same time, or nobody. */
final class LocalNetworks {
  private static final List<IpRange> ALL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/127",
              "fc00::/7",
              "fe80::/10",
              "ff00::/8")
          .map(text -> Objects.requireNonNull(IpRange.parse(text), text))
          .toList();

  private LocalNetworks() {}

  static boolean holds(IndicatorName name) {
    return switch (name.type()) {
      case IP, NETWORK -> holds(IpRange.parse(name.value()));
      case URL -> holds(host(name.value()));
      case DOMAIN, EMAIL, FILE, HASH, ARTIFACT -> false;
    };
  }

  private static @Nullable IpRange host(String text) {
    UrlText url = UrlText.parse(text);
    if (url == null) {
      return null;
    }
    String host = url.host();
    boolean isV6 = host.startsWith("[") && host.endsWith("]");
    return IpRange.parse(isV6 ? host.substring(1, host.length() - 1) : host);
  }

  private static boolean holds(@Nullable IpRange range) {
    if (range == null) {
      return false;
    }
    IpAddress first = new IpAddress(range.high(), range.low());
    return ALL.stream().anyMatch(each -> each.bits() <= range.bits() && each.contains(first));
  }
}
