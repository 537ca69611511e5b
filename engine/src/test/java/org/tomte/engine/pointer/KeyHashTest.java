package org.tomte.engine.pointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyHashTest {

  @Test
  void isTheFirstHalfOfSha256() {
    // FIPS 180-4: SHA-256("abc") = ba7816bf8f01cfea414140de5dae2223b00361a3...
    assertThat(KeyHash.of("abc")).hasToString("ba7816bf8f01cfea414140de5dae2223");
    assertThat(KeyHash.of("")).hasToString("e3b0c44298fc1c149afbf4c8996fb924");
  }

  @Test
  void bytesComeBack() {
    KeyHash hash = KeyHash.of("key");
    assertThat(KeyHash.fromBytes(hash.bytes())).isEqualTo(hash);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyHash.fromBytes(new byte[15]))
        .withMessage("a key hash has 16 bytes, not 15");
  }

  @Test
  void ordersAsUnsignedBytes() {
    List<KeyHash> sorted =
        List.of(new KeyHash(0, 1), new KeyHash(1, 0), new KeyHash(1, -1), new KeyHash(-1, 0));
    assertThat(sorted.reversed().stream().sorted()).containsExactlyElementsOf(sorted);
  }

  @Test
  void editionsKeepKeyAndVersionApart() {
    assertThat(KeyHash.ofEdition("a", null)).isEqualTo(KeyHash.of("a"));
    assertThat(
            List.of(
                KeyHash.ofEdition("ab", "c"),
                KeyHash.ofEdition("a", "bc"),
                KeyHash.ofEdition("abc", ""),
                KeyHash.of("abc")))
        .doesNotHaveDuplicates();
  }
}
