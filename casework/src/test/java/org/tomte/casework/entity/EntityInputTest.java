package org.tomte.casework.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityInputTest {

  @ParameterizedTest
  @CsvSource({
    "BAD[.]example[.]net, domain:bad.example.net, bad[.]example[.]net",
    "hxxps://bad[.]example[.]net/A, url:https://bad.example.net/A, hxxps://bad[.]example[.]net/A",
    "192[.]0[.]2[.]7, ip:192.0.2.7, 192[.]0[.]2[.]7",
    "2001:DB8::1, ip:2001:db8::1, 2001:db8::1",
    "Ann[@]example.net, email:ann@example.net, ann@example[.]net",
    "D41D8CD98F00B204E9800998ECF8427E, hash:d41d8cd98f00b204e9800998ecf8427e,"
        + " d41d8cd98f00b204e9800998ecf8427e",
    "user:Ann, user:Ann, Ann",
    "domain:Host.LOCALNET, domain:host.localnet, host[.]localnet",
    "artifact:CVE-2026-1, artifact:CVE-2026-1, CVE-2026-1",
    "file:Invoice.js, file:Invoice.js, Invoice.js"
  })
  void whatPeopleWriteIsReadAndShownDefanged(String text, String name, String shown) {
    EntityName read = EntityInput.parse(text);
    assertThat(read).hasToString(name);
    assertThat(read.defanged()).isEqualTo(shown);
  }

  @Test
  void whatIsNothingIsRefusedWithWhatWouldBeValid() {
    assertThatThrownBy(() -> EntityInput.parse("hello"))
        .hasMessageContaining("'hello' is no domain")
        .hasMessageContaining("user:ann");
    assertThatThrownBy(() -> EntityInput.parse("user:")).isInstanceOf(RuntimeException.class);
  }
}
