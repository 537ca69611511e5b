package org.tomte.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.connectors.webhook.SignatureSettings.Algorithm;
import org.tomte.connectors.webhook.SignatureSettings.Encoding;
import org.tomte.connectors.webhook.SignatureSettings.Scheme;

class SignaturesTest {
  private static final String SLACK_BODY =
      "token=xyzz0WbapA4vBCDEFxx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
          + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
          + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
          + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
          + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  private static final Instant SLACK_TIME = Instant.ofEpochSecond(1_531_420_618);

  private static SignatureSettings settings(Scheme scheme, String secret) {
    return new SignatureSettings(
        scheme, secret, null, Algorithm.SHA256, Encoding.HEX, "", Duration.ofMinutes(5));
  }

  private static @Nullable String fault(SignatureSettings settings, Instant now, FakeCall call) {
    return new Signatures(settings, () -> now).fault(call, call.content());
  }

  @Test
  void theExampleOfGitHubsDocumentationIsRight() {
    SignatureSettings github = settings(Scheme.GITHUB, "It's a Secret to Everybody");
    FakeCall call =
        FakeCall.post("/hooks/door", "Hello, World!")
            .with(
                "X-Hub-Signature-256",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    assertThat(fault(github, Hook.NOW, call)).isNull();
    assertThat(
            fault(
                github,
                Hook.NOW,
                call.holding("Hello, World?".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .contains("not right");
  }

  @Test
  void aSlackCommandIsRightForFiveMinutes() {
    SignatureSettings slack = settings(Scheme.SLACK, "8f742231b10e8888abcd99yyyzzz85a5");
    FakeCall call =
        FakeCall.post("/hooks/door", SLACK_BODY)
            .with("X-Slack-Request-Timestamp", "1531420618")
            .with(
                "X-Slack-Signature",
                "v0=a747e44bd490e70d07b90d62827a2aa15092d5544fd18fc82f326cc243c1a650");
    assertThat(fault(slack, SLACK_TIME, call)).isNull();
    assertThat(fault(slack, SLACK_TIME.plusSeconds(300), call)).isNull();
    assertThat(fault(slack, SLACK_TIME.minusSeconds(300), call)).isNull();
    assertThat(fault(slack, SLACK_TIME.plusSeconds(301), call)).contains("too far from now");
  }

  @Test
  void theExampleOfStandardWebhooksIsRightAlsoBesideAnother() {
    SignatureSettings standard =
        settings(Scheme.STANDARD, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    FakeCall call =
        FakeCall.post("/hooks/door", "{\"test\": 2432232314}")
            .with("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
            .with("webhook-timestamp", "1614265330");
    String right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    Instant now = Instant.ofEpochSecond(1_614_265_330);
    assertThat(fault(standard, now, call.with("webhook-signature", right))).isNull();
    assertThat(fault(standard, now, call.with("webhook-signature", "v1,AAAA " + right))).isNull();
    assertThat(fault(standard, now, call.with("webhook-signature", "v1,AAAA"))).isNotNull();
    assertThat(fault(standard, now, call)).isNotNull();
  }

  @Test
  void anyHeaderHashAndEncodingCanBeNamed() {
    SignatureSettings own =
        new SignatureSettings(
            Scheme.HMAC,
            "shared",
            "X-Sig",
            Algorithm.SHA1,
            Encoding.BASE64,
            "sha1=",
            Duration.ofMinutes(5));
    FakeCall call = FakeCall.post("/hooks/door", "body");
    String right = "Li5XhueukeVJrqKJTvN59rr+tSo=";
    assertThat(fault(own, Hook.NOW, call.with("X-Sig", "sha1=" + right))).isNull();
    assertThat(fault(own, Hook.NOW, call.with("X-Sig", right))).contains("does not begin with");
    assertThat(fault(own, Hook.NOW, call)).contains("missing");
  }

  @Test
  void noOtherSignatureIsTaken() {
    SignatureSettings github = settings(Scheme.GITHUB, "It's a Secret to Everybody");
    String right = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      char[] changed = right.toCharArray();
      int at = random.nextInt(changed.length);
      changed[at] = changed[at] == '0' ? '1' : '0';
      String cut = new String(changed).substring(0, random.nextInt(changed.length + 1));
      FakeCall call =
          FakeCall.post("/hooks/door", "Hello, World!")
              .with("X-Hub-Signature-256", "sha256=" + cut);
      assertThat(fault(github, Hook.NOW, call)).as(cut).isNotNull();
    }
  }

  @Test
  void settingsThatCannotWorkSayWhatWould() {
    assertThatThrownBy(() ->
            new SignatureSettings(
                Scheme.HMAC, "x", null, Algorithm.SHA256, Encoding.HEX, "", Duration.ofMinutes(5)))
        .hasMessageContaining("header is needed");
    assertThatThrownBy(() -> settings(Scheme.GITHUB, " ")).hasMessageContaining("secret");
  }
}
