package org.tomte.casework.observable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefangTest {

  @ParameterizedTest
  @CsvSource({
    "http://evil.com/a.b, hxxp://evil[.]com/a[.]b",
    "https://a.b.evil.com, hxxps://a[.]b[.]evil[.]com",
    "8.8.8.8, 8[.]8[.]8[.]8",
    "bob@evil.com, bob@evil[.]com",
    "The end. Next, The end. Next"
  })
  void names_and_addresses_become_unclickable(String live, String defanged) {
    assertThat(Defang.defang(live)).isEqualTo(defanged);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.com/a.b?c=d.e",
        "1.2.3.4 and a.b.c.d.e",
        "ftp://x.org",
        "no dots here",
        "bob@evil.com. The end."
      })
  void what_was_defanged_comes_back(String text) {
    assertThat(Defang.refang(Defang.defang(text))).isEqualTo(text.replace("ftp://", "http://"));
  }

  @Test
  void refang_leaves_other_brackets_alone() {
    assertThat(Defang.refang("array[0] f(x) {a} [note]")).isEqualTo("array[0] f(x) {a} [note]");
  }
}
