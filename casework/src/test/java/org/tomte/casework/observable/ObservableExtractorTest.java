package org.tomte.casework.observable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObservableExtractorTest {

  private static final String MD5 = "900150983cd24fb0d6963f7d28e17f72";
  private static final String SHA1 = "a9993e364706816aba3e25717850c26c9cd0d89d";
  private static final String SHA256 =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final OwnAssets OWN =
      OwnAssets.of(List.of("corp.example.com", "*.own.org"), List.of("10.0.0.0/8", "fd00::/8"));

  private static Arguments at(String text, String... expected) {
    return Arguments.of(text, List.of(expected));
  }

  static Stream<Arguments> domains() {
    return Stream.of(
        at("visit evil.com now", "domain evil.com"),
        at("visit EVIL.Com.", "domain evil.com"),
        at("a.b.evil.co.uk, and c.de", "domain a.b.evil.co.uk", "domain c.de"),
        at("evil[.]com", "domain evil.com"),
        at("evil(.)com evil{.}com evil[dot]com evil(dot)com evil\\.com", "domain evil.com"),
        at("evil [.] com", "domain evil.com"),
        at("evil[.com", "domain evil.com"),
        at("münchen.de", "domain xn--mnchen-3ya.de"),
        at("пример.рф", "domain xn--e1afmkfd.xn--p1ai"),
        at("xn--mnchen-3ya.de", "domain xn--mnchen-3ya.de"),
        at("_dmarc.evil.com", "domain evil.com"),
        at("evil.com:8080/path", "domain evil.com"),
        at(
            "\"evil.com\" <evil.net> (evil.org)",
            "domain evil.com",
            "domain evil.net",
            "domain evil.org"),
        at("e.g. this and i.e. that"),
        at("no.such.tldxyz localhost foo.local com co.uk"),
        at("the end.And a new sentence"),
        at("evil.com evil.com EVIL.COM", "domain evil.com"),
        at("-evil-.com"),
        at("corp.example.com mail.corp.example.com x.own.org own.org"),
        at("notcorp.example.com", "domain notcorp.example.com"));
  }

  static Stream<Arguments> addresses() {
    return Stream.of(
        at("from 8.8.8.8 to 1.1.1.1:53", "ip 8.8.8.8", "ip 1.1.1.1"),
        at("8[.]8[.]8[.]8 and 8.8.8[.]9", "ip 8.8.8.8", "ip 8.8.8.9"),
        at("8.8.8.8.", "ip 8.8.8.8"),
        at("300.1.1.1 1.2.3 1.2.3.4.5 01.2.3.4"),
        at("10.1.2.3 fd00::1 127.0.0.1 0.0.0.0 ::1"),
        at("192.168.1.1", "ip 192.168.1.1"),
        at("network 8.8.8.0/24"),
        at("Chrome/120.1.2.3 version 1.2.3.4"),
        at("2001:DB8:0:0::1", "ip 2001:db8::1"),
        at("[2001:db8::1]:443", "ip 2001:db8::1"),
        at("2001:db8::1.", "ip 2001:db8::1"),
        at("at 12:34:56 on aa:bb:cc:dd:ee:ff std::vector"),
        at("::ffff:8.8.8.8", "ip 8.8.8.8"));
  }

  static Stream<Arguments> urls() {
    return Stream.of(
        at("http://evil.com/a?b=c#d", "url http://evil.com/a?b=c#d", "domain evil.com"),
        at("hxxp://evil[.]com/x", "url http://evil.com/x", "domain evil.com"),
        at("hXXps[:]//evil[.]com", "url https://evil.com", "domain evil.com"),
        at("h**p://evil.com/", "url http://evil.com/", "domain evil.com"),
        at("HTTP://Evil.COM/Path.", "url http://evil.com/Path", "domain evil.com"),
        at("(see http://evil.com/a_(b))", "url http://evil.com/a_(b)", "domain evil.com"),
        at("<a href=\"http://evil.com/x\">", "url http://evil.com/x", "domain evil.com"),
        at("http://8.8.8.8:8080/x", "url http://8.8.8.8:8080/x", "ip 8.8.8.8"),
        at("http://[2001:db8::1]/x", "url http://[2001:db8::1]/x", "ip 2001:db8::1"),
        at("http://user:pw@evil.com/x", "url http://user:pw@evil.com/x", "domain evil.com"),
        at("https://mail.corp.example.com/owa http://10.1.2.3/"),
        at("http://localhost:8080/x"),
        at("ftp://evil.com/f.exe, next", "url ftp://evil.com/f.exe", "domain evil.com"),
        at("http://münchen.de/ü", "url http://xn--mnchen-3ya.de/ü", "domain xn--mnchen-3ya.de"),
        at("http://a.com/?u=http://b.com", "url http://a.com/?u=http://b.com", "domain a.com"));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        at("mail bob@evil.com!", "email bob@evil.com"),
        at(
            "bob(at)evil[.]com, amy [at] evil (dot) com",
            "email bob@evil.com",
            "email amy@evil.com"),
        at("mailto:Bob.B+x@Evil.com", "email bob.b+x@evil.com"),
        at("bob@corp.example.com"),
        at("bob@nowhere user@host"),
        at(
            MD5 + " " + SHA1.toUpperCase(java.util.Locale.ROOT) + "," + SHA256,
            "hash " + MD5,
            "hash " + SHA1,
            "hash " + SHA256),
        at(MD5 + "a " + "0".repeat(32) + " x" + MD5),
        at(
            "report.docx invoice.zip run.sh evil.exe",
            "file report.docx",
            "file invoice.zip",
            "file run.sh",
            "file evil.exe"),
        at("evil[.]zip", "domain evil.zip"),
        at("C:\\temp\\evil.exe", "file evil.exe"),
        at(""),
        at("nothing to see here, move on."));
  }

  @ParameterizedTest
  @MethodSource({"domains", "addresses", "urls", "others"})
  void what_stands_in_a_text_is_found(String text, List<String> expected) {
    List<String> found =
        new ObservableExtractor(OWN)
            .extract(text).stream().map(o -> o.kind().word() + " " + o.value()).toList();
    assertThat(found).containsExactlyElementsOf(expected);
  }

  @Test
  void several_texts_give_each_observable_once() {
    List<Observable> found =
        new ObservableExtractor(OwnAssets.none())
            .extractAll(List.of("evil.com 8.8.8.8", "8.8.8.8 evil.net"));
    assertThat(found)
        .extracting(Observable::value)
        .containsExactly("evil.com", "8.8.8.8", "evil.net");
  }

  @Test
  void a_text_of_many_observables_is_bounded() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      text.append("host").append(i).append(".evil.com ");
    }
    assertThat(new ObservableExtractor(OwnAssets.none()).extract(text.toString()))
        .hasSize(ObservableExtractor.MOST);
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void hostile_texts_take_linear_time() {
    ObservableExtractor extractor = new ObservableExtractor(OwnAssets.none());
    for (String part :
        List.of(
            "a.",
            "a@",
            "http://",
            "[.]",
            ")",
            "1.",
            ":",
            "::1",
            "a-",
            "(",
            "hxxp://a)]}",
            "f",
            ".a@b")) {
      String text = part.repeat(1_200_000 / part.length());
      assertThat(extractor.extract(text).size()).isLessThanOrEqualTo(ObservableExtractor.MOST);
      assertThat(extractor.extract("http://evil.com/" + text).size()).isPositive();
    }
  }

  @Test
  void random_text_never_throws_and_what_is_found_is_found_again() {
    Random random = new Random(7);
    String alphabet = "ab1.:/@[](){}-_ \\%?#=\uE000üхxpht\u0000\uD83D";
    ObservableExtractor extractor = new ObservableExtractor(OwnAssets.none());
    int found = 0;
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder(i % 3 == 0 ? "http://a.com" : "x.com ");
      for (int j = random.nextInt(60); j > 0; j--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      for (Observable observable : extractor.extract(text.toString())) {
        found++;
        if (observable.kind() == Observable.Kind.DOMAIN
            || observable.kind() == Observable.Kind.IP) {
          assertThat(extractor.extract(" " + observable.value() + " ")).contains(observable);
        }
      }
    }
    assertThat(found).isGreaterThan(1_000);
  }
}
