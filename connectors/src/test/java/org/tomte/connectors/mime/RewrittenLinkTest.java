package org.tomte.connectors.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewrittenLinkTest {
  @ParameterizedTest
  @CsvSource({
    "safe-links,"
        + " https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Flogin%3Fa%3D1%26b%3D2&data=05%7C01&sdata=x&reserved=0,"
        + " https://www.example.org/login?a=1&b=2",
    "safe-links,"
        + " https://nam02.safelinks.protection.outlook.com/?url=http%3A%2F%2Fevil.example%2Fx&amp;data=02,"
        + " http://evil.example/x",
    "urldefense,"
        + " https://urldefense.proofpoint.com/v1/url?u=http://www.example.org/path%3Fq%3D1&k=abc,"
        + " http://www.example.org/path?q=1",
    "urldefense,"
        + " https://urldefense.proofpoint.com/v2/url?u=http-3A__www.example.org_a-2Db_c&d=DwMF&c=x,"
        + " http://www.example.org/a-b/c",
    "urldefense, https://urldefense.com/v3/__https://www.example.org/login__;!!abc!def$,"
        + " https://www.example.org/login",
    "urldefense, https://urldefense.com/v3/__https://www.example.org/a*b__;Kw!!abc!def$,"
        + " https://www.example.org/a+b",
    "urldefense, https://urldefense.com/v3/__https://www.example.org/a**Cb__;Kys_Lw!!abc$,"
        + " https://www.example.org/a++?/b",
    "barracuda, https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fwww.example.org%2fx&c=E,"
        + " https://www.example.org/x",
    "cisco, https://secure-web.cisco.com/1abcDEF/https%3A%2F%2Fwww.example.org%2Fx,"
        + " https://www.example.org/x",
    "google, https://www.google.com/url?q=https://www.example.org/x&sa=D,"
        + " https://www.example.org/x",
    "sophos,"
        + " https://eu-central-1.protection.sophos.com/?d=example.org&u=aHR0cHM6Ly93d3cuZXhhbXBsZS5vcmcveA==&p=m,"
        + " https://www.example.org/x"
  })
  void whatAGatewayHidIsFound(String by, String written, String target) {
    assertThat(RewrittenLink.of(written)).isEqualTo(new RewrittenLink(by, target));
  }

  @Test
  void layersAreTakenOffOneAfterTheOther() {
    String inner =
        "https%3A%2F%2Furldefense.com%2Fv3%2F__http%3A%2F%2Fevil.example%2Fx__%3B%21%21a%21b";
    assertThat(
            RewrittenLink.of(
                "https://eur01.safelinks.protection.outlook.com/?url=" + inner + "&data=1"))
        .isEqualTo(new RewrittenLink("safe-links", "http://evil.example/x"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.example.org/?url=https%3A%2F%2Fother.example",
    "https://safelinks.protection.outlook.com.evil.example/?url=https%3A%2F%2Fgood.example",
    "https://evil.example/#.safelinks.protection.outlook.com/?url=https%3A%2F%2Fgood.example",
    "mailto:a@urldefense.com"
  })
  void othersStayAsTheyAre(String url) {
    assertThat(RewrittenLink.of(url)).isNull();
  }

  @Test
  void whereOnlyTheGatewayKnowsTheTargetIsUnknown() {
    assertThat(RewrittenLink.of("https://protect-eu.mimecast.com/s/AbCdEf?domain=example.org"))
        .isEqualTo(new RewrittenLink("mimecast", null));
    assertThat(RewrittenLink.of("https://urldefense.com/v3/nonsense"))
        .isEqualTo(new RewrittenLink("urldefense", null));
  }

  @Test
  void aMailShowsBothFormsAndJudgesTheRealOne() {
    String html =
        "<a href='https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2F&data=1'>"
            + "www.bank.example</a>";
    String mail = "From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + html;
    Map<String, @Nullable Object> link =
        Samples.map(
            Samples.list(
                    Samples.parse(mail.getBytes(StandardCharsets.US_ASCII)).fields().get("links"))
                .getFirst());
    assertThat(link)
        .containsEntry("url", "https://evil.example/")
        .containsEntry("domain", "evil.example")
        .containsEntry("rewritten_by", "safe-links")
        .containsEntry("deceptive", true);
    assertThat(String.valueOf(link.get("written_url"))).contains("safelinks");
  }

  @Test
  void noiseNeverFails() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      String tail = Base64.getEncoder().encodeToString(noise).replace('A', '*').replace('B', '%');
      for (String head :
          new String[] {
            "https://urldefense.com/v3/__http://a" + tail + "__;" + tail + "!!",
            "https://urldefense.com/v2/url?u=" + tail,
            "https://x.protection.sophos.com/?u=" + tail
          }) {
        assertThat(RewrittenLink.of(head)).isNotNull();
      }
    }
  }
}
