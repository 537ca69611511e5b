package org.tomte.app.instance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:8666",
    "0.0.0.0, http://127.0.0.1:8666",
    "'::', http://[::1]:8666",
    "192.0.2.7, http://192.0.2.7:8666",
    "'2001:db8::7', http://[2001:db8::7]:8666",
    "soc.example, http://soc.example:8666"
  })
  void aCallOnThisMachineGoesWhereTheServerListens(String host, String expected) {
    assertThat(InstanceServer.localAddress(host, 8666)).isEqualTo(expected);
  }
}
