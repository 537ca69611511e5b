package org.tomte.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

  @Test
  void isFoundWithItsPlace() {
    String text = "https://${secret:user}:${secret:soc-mailbox.password}@host/$secret{x}${env:A}";

    assertThat(SecretReference.in(text))
        .containsExactly(
            new SecretReference("user", 8, 22),
            new SecretReference("soc-mailbox.password", 23, 53));
    assertThat(SecretReference.isIn(text)).isTrue();
    assertThat(SecretReference.in("no ${other:thing} here")).isEmpty();
    assertThat(SecretReference.to("user")).isEqualTo("${secret:user}");
  }

  @Test
  void thatIsNotClosedIsToldWithItsColumn() {
    assertThatThrownBy(() -> SecretReference.in("key ${secret:token"))
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining("column 5")
        .hasMessageContaining("${secret:name}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "A", "a b", "-a", "a-", "ä", "${secret:x", "a/b"})
  void withoutAValidNameIsTold(String name) {
    assertThatThrownBy(() -> SecretReference.in("${secret:" + name + "}"))
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining("column 1")
        .hasMessageContaining("lower-case letters");
  }
}
