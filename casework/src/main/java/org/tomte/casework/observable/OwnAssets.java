package org.tomte.casework.observable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What belongs to the team itself and is therefore no observable.
 *
 * @param domains domains, each with everything below it; in lower-case ASCII
 * @param networks networks
 */
public record OwnAssets(Set<String> domains, List<IpRange> networks) {

  /** Copies both. */
  public OwnAssets {
    domains = Set.copyOf(domains);
    networks = List.copyOf(networks);
  }

  /** Nothing is our own. */
  public static OwnAssets none() {
    return new OwnAssets(Set.of(), List.of());
  }

  /**
   * Reads domains and networks as a person writes them.
   *
   * @throws IllegalArgumentException naming the entry that is neither
   */
  public static OwnAssets of(List<String> domains, List<String> networks) {
    Set<String> names = new LinkedHashSet<>();
    for (String domain : domains) {
      String ascii = DomainName.toDnsName(domain.startsWith("*.") ? domain.substring(2) : domain);
      if (ascii == null) {
        throw new IllegalArgumentException(
            "'" + domain + "' is no domain; valid is for example example.com");
      }
      names.add(ascii);
    }
    List<IpRange> ranges = new ArrayList<>();
    for (String network : networks) {
      IpRange range = IpRange.parse(network);
      if (range == null) {
        throw new IllegalArgumentException(
            "'" + network + "' is no network; valid are for example 10.0.0.0/8 and fd00::/8");
      }
      ranges.add(range);
    }
    return new OwnAssets(names, ranges);
  }

  /** Whether a domain in lower-case ASCII, or one above it, is our own. */
  public boolean ownsDomain(String name) {
    if (domains.isEmpty()) {
      return false;
    }
    for (int from = 0; from >= 0; from = nextLabel(name, from)) {
      if (domains.contains(name.substring(from))) {
        return true;
      }
    }
    return false;
  }

  private static int nextLabel(String name, int from) {
    int dot = name.indexOf('.', from);
    return dot < 0 ? -1 : dot + 1;
  }

  /** Whether an address is in one of our networks. */
  public boolean ownsAddress(IpAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
