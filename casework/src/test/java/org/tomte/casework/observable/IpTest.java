package org.tomte.casework.observable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.IPAddressString;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3, 4",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1, 6",
    "::ffff:10.0.0.1, 10.0.0.1, 4",
    "::, ::, 6"
  })
  void addresses_have_one_text_form(String text, String canonical, int version) {
    IpAddress address = Objects.requireNonNull(IpAddress.parse(text));
    assertThat(address.toString()).isEqualTo(canonical);
    assertThat(address.version()).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.4 ",
        "fe80::1%eth0",
        ":::",
        "12345::",
        "1:2:3:4:5:6:7:8:9",
        "0x10.1.1.1",
        "999999999999.1.1.1",
        "2130706433"
      })
  void lenient_forms_are_no_addresses(String text) {
    assertThat(IpAddress.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "x/8",
        "::/129",
        "10.0.0.0/8/8",
        "10.0.0.0/ 8"
      })
  void wrong_networks_are_none(String text) {
    assertThat(IpRange.parse(text)).isNull();
  }

  @Test
  void membership_agrees_with_the_ipaddress_library() {
    Random random = new Random(11);
    int inside = 0;
    for (int i = 0; i < 5_000; i++) {
      String base = address(random, i % 2 == 0);
      String network = base + "/" + random.nextInt(i % 2 == 0 ? 33 : 129);
      String address = i % 3 == 0 ? address(random, i % 2 == 0) : near(base, random, i % 2 == 0);
      boolean expected =
          new IPAddressString(network)
              .getAddress()
              .toPrefixBlock()
              .contains(new IPAddressString(address).getAddress());
      boolean actual =
          Objects.requireNonNull(IpRange.parse(network))
              .contains(Objects.requireNonNull(IpAddress.parse(address)));
      assertThat(actual).as("%s in %s", address, network).isEqualTo(expected);
      inside += actual ? 1 : 0;
    }
    assertThat(inside).isBetween(500, 4_500);
  }

  private static String address(Random random, boolean isV4) {
    return isV4
        ? random.nextInt(256)
            + "."
            + random.nextInt(256)
            + "."
            + random.nextInt(256)
            + "."
            + random.nextInt(256)
        : "2001:%x:%x::%x"
            .formatted(random.nextInt(65536), random.nextInt(65536), random.nextInt(65536));
  }

  private static String near(String base, Random random, boolean isV4) {
    return base.substring(0, base.lastIndexOf(isV4 ? '.' : ':') + 1)
        + (isV4 ? String.valueOf(random.nextInt(256)) : Integer.toHexString(random.nextInt(65536)));
  }

  @Test
  void own_assets_name_the_entry_that_is_wrong() {
    assertThatThrownBy(() -> OwnAssets.of(List.of(), List.of("10.0.0.0/40")))
        .hasMessageContaining("'10.0.0.0/40' is no network")
        .hasMessageContaining("10.0.0.0/8");
    OwnAssets own = OwnAssets.of(List.of("MÜNCHEN.de"), List.of("10.0.0.0/8"));
    assertThat(own.ownsDomain("a.xn--mnchen-3ya.de")).isTrue();
    assertThat(own.ownsDomain("de")).isFalse();
  }
}
