package org.tomte.connectors.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.1",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "192.88.99.1",
        "::1",
        "::",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:a9fe:a9fe",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::1",
        "2002:c0a8:101::1",
        "::127.0.0.1",
        "2001::1"
      })
  void addressesThatAreNotOutsideAreToldApart(String address) {
    assertThat(AddressGuard.notPublic(InetAddress.ofLiteral(address))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "169.253.1.1",
        "192.167.1.1",
        "198.17.255.255",
        "198.20.0.1",
        "223.255.255.1",
        "2606:4700::1111",
        "2a00:1450:4001::1",
        "2002:808:808::1",
        "64:ff9b::808:808"
      })
  void addressesOfTheInternetAreLetThrough(String address) {
    assertThat(AddressGuard.notPublic(InetAddress.ofLiteral(address))).isNull();
  }

  @Test
  void aNameWithOneAddressInsideIsRefused() {
    InetAddress[] mixed = {InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("10.1.1.1")};
    assertThatThrownBy(() -> AddressGuard.checked("evil.example", mixed))
        .hasMessageContaining("evil.example has the address 10.1.1.1, a private address")
        .hasMessageContaining("allow-private: true");
  }
}
