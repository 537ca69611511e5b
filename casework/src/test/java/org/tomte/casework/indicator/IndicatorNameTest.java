package org.tomte.casework.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.ValueType;

class IndicatorNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          domain | EVIL.Example | domain:evil.example
          domain | evil[.]example. | domain:evil.example
          domain | ' *.evil(dot)example ' | domain:evil.example
          domain | .evil.example | domain:evil.example
          domain | bücher.example | domain:xn--bcher-kva.example
          domain | XN--BCHER-KVA.example | domain:xn--bcher-kva.example
          domain | пример.example | domain:xn--e1afmkfd.example
          email | Boss[@]Evil[.]Example | email:boss@evil.example
          email | a.b+c@bücher.example | email:a.b+c@xn--bcher-kva.example
          ip | 192.0.2[.]7 | ip:192.0.2.7
          ip | ::FFFF:192.0.2.7 | ip:192.0.2.7
          ip | [2001:DB8:0:0::0007] | ip:2001:db8::7
          ip | 192.0.2.7/32 | ip:192.0.2.7
          ip | 192.0.2.7/24 | network:192.0.2.0/24
          network | 192.0.2.7/24 | network:192.0.2.0/24
          network | 2001:DB8:ffff::1/32 | network:2001:db8::/32
          network | ::ffff:192.0.2.0/120 | network:192.0.2.0/24
          network | 2001:db8::7/128 | ip:2001:db8::7
          hash | D41D8CD98F00B204E9800998ECF8427E | hash:d41d8cd98f00b204e9800998ecf8427e
          url | hXXps[:]//User@EVIL[.]example:443/A?b=C#D | url:https://User@evil.example/A?b=C#D
          url | http://evil.example | url:http://evil.example/
          url | http://evil.example:8080/x | url:http://evil.example:8080/x
          url | http://[2001:DB8::1]:80/ | url:http://[2001:db8::1]/
          url | http://[::ffff:192.0.2.7]/ | url:http://192.0.2.7/
          url | http://BÜCHER.example/ä | url:http://xn--bcher-kva.example/ä
          file | ' Invoice.EXE ' | file:Invoice.EXE
          artifact | Global\\Mutex[.]1 | artifact:Global\\Mutex[.]1
          """)
  void hasOneFormForEachType(String type, String written, String expected) {
    assertThat(IndicatorName.read(IndicatorType.of(type), written)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          evil[.]com | domain:evil.com
          *.evil.co.uk | domain:evil.co.uk
          192.0.2.7 | ip:192.0.2.7
          2001:db8::/48 | network:2001:db8::/48
          boss@evil.com | email:boss@evil.com
          hxxp://evil.com/a.zip | url:http://evil.com/a.zip
          da39a3ee5e6b4b0d3255bfef95601890afd80709 | hash:da39a3ee5e6b4b0d3255bfef95601890afd80709
          """)
  void tellsByItselfWhatItIs(String written, String expected) {
    assertThat(IndicatorName.read(null, written)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"invoice.exe", "update.zip", "evil.example", "something", "Mutex 1"})
  void asksForTheTypeOfWhatCouldBeAnything(String written) {
    assertThatThrownBy(() -> IndicatorName.read(null, written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + written + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          domain | localhost | is no domain
          domain | 192.0.2.7 | is no domain
          domain | evil example | holds a blank
          domain | http://evil.example | is no domain
          domain | a..example | is no domain
          ip | 0x7f000001 | other bases
          ip | 2130706433 | numbers without dots
          ip | 192.0.2.07 | leading zeros
          ip | 192.0.2.7:443 | is no address
          ip | fe80::1%eth0 | is no address
          ip | 0.0.0.0/0 | every address
          network | ::/0 | every address
          network | 192.0.2.0/33 | is no address
          email | boss | is no mail address
          email | a@b@evil.example | is no mail address
          hash | d41d8cd98f00b204e9800998ecf8427 | 32, 40, 64
          hash | zzzd8cd98f00b204e9800998ecf8427e | is no hash
          url | evil.example/path | is no URL
          url | http://[::g]/ | is no URL
          domain | '  ' | is blank
          """)
  void saysWhyItIsNone(String type, String written, String reason) {
    assertThatThrownBy(() -> IndicatorName.read(IndicatorType.of(type), written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\uD800", "\uDC00a"})
  void takesNothingThatNoDatabaseTakes(String written) {
    for (IndicatorType type : IndicatorType.values()) {
      assertThatThrownBy(() -> IndicatorName.read(type, written))
          .hasMessageContaining("no database takes");
    }
    assertThat(IndicatorName.read(IndicatorType.FILE, "\uD83D\uDE00.exe").value()).hasSize(6);
  }

  @Test
  void takesNothingThatIsEndless() {
    assertThatThrownBy(() -> IndicatorName.read(IndicatorType.ARTIFACT, "x".repeat(9_000)))
        .hasMessageContaining("9,000 characters");
    assertThat(IndicatorName.read(IndicatorType.ARTIFACT, "x".repeat(8_000)).value())
        .hasSize(8_000);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true",
    "192.168.0.0/24, true",
    "100.64.7.7, true",
    "127.0.0.1, true",
    "169.254.169.254, true",
    "::1, true",
    "fd12::1, true",
    "fe80::1, true",
    "ff02::1, true",
    "::ffff:10.0.0.1, true",
    "http://10.0.0.1/x, true",
    "http://[fd12::1]/x, true",
    "11.0.0.0, false",
    "8.0.0.0/6, false",
    "192.0.2.7, false",
    "2001:db8::1, false",
    "http://192.0.2.7/, false",
    "evil.com, false"
  })
  void knowsAddressesThatAreNobodysInParticular(String written, boolean local) {
    assertThat(IndicatorName.read(null, written).local()).isEqualTo(local);
  }

  @Test
  void isTheSameWhenItIsReadAgainWhateverWasWritten() {
    Random random = new Random(7);
    List<String> parts =
        List.of(
            "hxxp://",
            "http://",
            "EVIL",
            "[.]",
            ".",
            "com",
            "/",
            "192.0.2.",
            "7",
            "::",
            "ffff:",
            "@",
            "*",
            "ü",
            "/24",
            " ",
            "[",
            "]",
            "d41d8cd98f00b204e9800998ecf8427e",
            ":80",
            "\u0000",
            "\uD800",
            "%");
    int read = 0;
    List<IndicatorType> types = List.of(IndicatorType.values());
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = 0; part <= random.nextInt(6); part++) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      IndicatorType type = random.nextBoolean() ? null : types.get(random.nextInt(types.size()));
      try {
        IndicatorName name = IndicatorName.read(type, text.toString());
        assertThat(IndicatorName.read(name.type(), name.value())).isEqualTo(name);
        read++;
      } catch (IllegalArgumentException wrong) {
        assertThat(wrong).hasMessageStartingWith("'");
      }
    }
    assertThat(read).isGreaterThan(1_000);
  }

  @Test
  void theTypesAreThoseOfTheField() {
    assertThat(FieldCatalogue.standard().find(ObjectKind.INDICATOR, FieldNames.TYPE).orElseThrow())
        .extracting(field -> field.type())
        .isEqualTo(new ValueType.Choice(IndicatorType.words()));
    assertThatThrownBy(() -> IndicatorType.of("domian"))
        .hasMessageContaining("did you mean 'domain'?");
  }
}
