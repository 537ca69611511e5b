package org.tomte.connectors.network;

import java.net.InetAddress;
import java.util.List;

/**
 * Several ranges of addresses.
 *
 * @param ranges in the order in which they were written
 */
public record AddressRanges(List<AddressRange> ranges) {

  /** Copies the list. */
  public AddressRanges {
    ranges = List.copyOf(ranges);
  }

  /**
   * Reads each as {@link AddressRange#of} does.
   *
   * @throws IllegalArgumentException when one is not a range
   */
  public static AddressRanges of(List<String> texts) {
    return new AddressRanges(texts.stream().map(AddressRange::of).toList());
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Whether one of them has the address. */
  public boolean contains(InetAddress address) {
    for (AddressRange range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
