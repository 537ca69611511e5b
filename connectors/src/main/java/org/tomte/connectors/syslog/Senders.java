package org.tomte.connectors.syslog;

import java.net.InetAddress;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.tomte.connectors.network.AddressRange;
import org.tomte.connectors.network.AddressRanges;

/** What the settings say about senders by their address. */
final class Senders {
  private final AddressRanges allowed;
  private final AddressRanges proxies;
  private final ZoneId zone;
  private final List<ZoneOf> zones = new ArrayList<>();

  private record ZoneOf(AddressRange range, ZoneId zone) {}

  Senders(SyslogSettings settings) {
    allowed = AddressRanges.of(settings.allow());
    proxies = AddressRanges.of(settings.proxies());
    zone = ZoneId.of(settings.zone());
    settings
        .zones()
        .forEach((range, each) -> zones.add(new ZoneOf(AddressRange.of(range), ZoneId.of(each))));
  }

  boolean mayUse(InetAddress address) {
    return allowed.isEmpty() || allowed.contains(address);
  }

  boolean isProxy(InetAddress address) {
    return proxies.contains(address);
  }

  ZoneId zone(InetAddress address) {
    for (ZoneOf each : zones) {
      if (each.range().contains(address)) {
        return each.zone();
      }
    }
    return zone;
  }
}
