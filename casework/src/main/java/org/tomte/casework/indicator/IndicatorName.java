package org.tomte.casework.indicator;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator is known by; there is one row for each.
 *
 * @param type what it is
 * @param value its one form, see {@link #read}; never blank
 */
public record IndicatorName(IndicatorType type, String value) implements Comparable<IndicatorName> {

  /** The most characters of a value; RFC 9110 section 4.1 asks for URLs of 8,000. */
  public static final int LONGEST = 8_000;

  private static final Comparator<IndicatorName> ORDER =
      Comparator.comparing(IndicatorName::type).thenComparing(IndicatorName::value);

  /** Rejects a blank value. */
  public IndicatorName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an indicator of type " + type.word() + " needs a value");
    }
  }

  /**
   * Brings a value into the one form of its type: defanged text is turned back; domains, hosts and
   * the domains of mail addresses become lower-case ASCII (RFC 5891) without a trailing dot or
   * {@code *.}; mail addresses and hashes become lower-case; addresses are written as dotted
   * decimal or as in RFC 5952, IPv4 in IPv6 as IPv4; blocks begin at their first address, and one
   * of a single address is that address; URLs lose the port that their scheme has anyway and get a
   * path. File names and artifacts stay as they are (in Unicode's form NFC).
   *
   * @param type what it is; null when the value tells
   * @param written as a source or person wrote it
   * @throws IllegalArgumentException when it is none; the text says what would be valid
   */
  public static IndicatorName read(@Nullable IndicatorType type, String written) {
    return IndicatorForms.read(type, written);
  }

  /**
   * Whether it is an address or block, or a URL with such a host, of a network that is nobody's in
   * particular: private, shared, loopback, link-local, multicast or reserved (RFC 6890). The
   * networks of RFC 5737 and RFC 3849 for documentation are not among them.
   */
  public boolean local() {
    return LocalNetworks.holds(this);
  }

  @Override
  public int compareTo(IndicatorName other) {
    return ORDER.compare(this, other);
  }

  /** For example {@code domain:evil.example}. */
  @Override
  public String toString() {
    return type.word() + ":" + value;
  }
}
