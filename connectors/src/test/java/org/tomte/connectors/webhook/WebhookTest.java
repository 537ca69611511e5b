package org.tomte.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.http.HttpAnswer;
import org.tomte.api.listen.Receipt;
import org.tomte.connectors.webhook.SignatureSettings.Algorithm;
import org.tomte.connectors.webhook.SignatureSettings.Encoding;
import org.tomte.connectors.webhook.SignatureSettings.Scheme;

class WebhookTest {

  @Test
  void anObjectIsOneEventAndTheAnswerNamesWhatItMade() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      HttpAnswer answer =
          hook.call(Hook.post("{\"a\": {\"b\": 1}}").json().with("Idempotency-Key", "\"x-1\""));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo(
              "{\"events\":[{\"id\":\"idempotency:x-1\",\"outcome\":\"stored\","
                  + "\"objects\":[\"triage 1\"]}]}");
      assertThat(hook.onlyFields())
          .containsEntry("body", Map.of("a", Map.of("b", 1L)))
          .containsEntry("peer", "192.0.2.7")
          .containsEntry("received", "2026-11-25T10:00:00Z")
          .containsEntry("content_type", "application/json");
    }
  }

  @Test
  void aListIsSeveralEventsWithKeysOfTheirOwn() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      hook.call(Hook.post("[{\"n\":1}, {\"n\":2}]").json().with("X-GitHub-Delivery", "d"));
      assertThat(hook.keys()).containsExactly("github:d#0", "github:d#1");
      assertThat(hook.sink.arrivals().get(1).fields()).containsEntry("index", 1L);
    }
  }

  @Test
  void withoutAnIdOfTheSenderThereIsNoKey() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      hook.call(Hook.post("{}").json());
      assertThat(hook.keys()).containsExactly((String) null);
    }
  }

  @Test
  void aFieldOfTheBodyCanBeTheKeyAndAListInsideTheEvents() throws Exception {
    try (Hook hook = new Hook(Hook.settings(BodyFormat.JSON, "meta.id", "data.alerts"))) {
      hook.call(
          Hook.post(
              "{\"group\":\"g\",\"data\":{\"alerts\":[{\"meta\":{\"id\":7}},"
                  + "{\"meta\":{\"id\":\"x\"}}],\"more\":1}}"));
      assertThat(hook.keys()).containsExactly("id:7", "id:x");
      assertThat(hook.sink.arrivals().getFirst().fields())
          .containsEntry("envelope", Map.of("group", "g", "data", Map.of("more", 1L)));
      HttpAnswer other = hook.call(Hook.post("{\"data\":{}}"));
      assertThat(other.status()).isEqualTo(400);
      assertThat(other.body()).contains("data.alerts");
    }
  }

  @Test
  void secretsInHeadersStandInNoEvent() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      hook.call(Hook.post("{}").json().with("Cookie", "c").with("X-Event", "push"));
      assertThat(hook.onlyFields().get("headers"))
          .isEqualTo(Map.of("content-type", "application/json", "x-event", "push"));
    }
  }

  @Test
  void onlyTheRightTokenIsTaken() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      FakeCall bare = FakeCall.post("/hooks/door", "{}").json();
      for (String wrong : List.of("", "Bearer", "Bearer s3cret", "s3cret-token", "Basic x")) {
        HttpAnswer answer = hook.call(bare.with("Authorization", wrong));
        assertThat(answer.status()).as(wrong).isEqualTo(401);
        assertThat(answer.headers()).containsKey("WWW-Authenticate");
        assertThat(answer.body()).doesNotContain("s3cret");
      }
      assertThat(hook.call(bare.with("Authorization", "bearer before")).status()).isEqualTo(200);
      assertThat(hook.sink.refused()).isEqualTo(5);
      assertThat(hook.sink.arrivals()).hasSize(1);
    }
  }

  @Test
  void onlyAllowedAddressesMaySendAndOnlyOwnProxiesAreBelieved() throws Exception {
    List<String> allow = List.of("192.0.2.0/24", "2001:db8::/32");
    try (Hook hook = new Hook(Hook.allowing(allow, List.of("10.0.0.1")))) {
      FakeCall call = FakeCall.post("/hooks/door", "{}").json();
      assertThat(hook.call(call).status()).isEqualTo(200);
      assertThat(hook.call(call.from("2001:db8::5")).status()).isEqualTo(200);
      assertThat(hook.call(call.from("198.51.100.1")).status()).isEqualTo(403);
      FakeCall lying = call.from("198.51.100.1").with("X-Forwarded-For", "192.0.2.9");
      assertThat(hook.call(lying).status()).isEqualTo(403);
      FakeCall proxied = call.from("10.0.0.1");
      assertThat(hook.call(proxied.with("X-Forwarded-For", "1.2.3.4, 192.0.2.9")).status())
          .isEqualTo(200);
      assertThat(hook.call(proxied.with("X-Forwarded-For", "192.0.2.9, 1.2.3.4")).status())
          .isEqualTo(403);
    }
  }

  @Test
  void whatIsNotJsonIsToldWithLineAndColumn() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      HttpAnswer answer = hook.call(Hook.post("{\"a\": 1,\n \"b\": }").json());
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("line 2, column 7");
      assertThat(hook.call(Hook.post("[".repeat(200)).json()).status()).isEqualTo(400);
      assertThat(hook.call(Hook.post("").json()).status()).isEqualTo(400);
      assertThat(hook.sink.arrivals()).isEmpty();
      assertThat(hook.sink.refused()).isEqualTo(3);
    }
  }

  @Test
  void jsonLinesAreTakenTogetherOrNotAtAll() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      FakeCall lines = Hook.post("{\"n\":1}\r\n\n{\"n\":2}\n");
      assertThat(hook.call(lines.with("Content-Type", "application/x-ndjson")).status())
          .isEqualTo(200);
      assertThat(hook.sink.arrivals()).hasSize(2);
      FakeCall broken = Hook.post("{\"n\":1}\n{\"n\":");
      HttpAnswer answer = hook.call(broken.with("Content-Type", "application/x-ndjson"));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("line 2: ");
      assertThat(hook.sink.arrivals()).hasSize(2);
    }
  }

  @Test
  void aFormIsAnObjectAndAPayloadInItIsRead() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      hook.call(
          Hook.post("a=1&a=2&b=%C3%A4+%26&payload=%7B%22x%22%3Atrue%7D")
              .asking("team=blue")
              .with("Content-Type", "application/x-www-form-urlencoded"));
      assertThat(hook.onlyFields())
          .containsEntry(
              "body", Map.of("a", List.of("1", "2"), "b", "ä &", "payload", Map.of("x", true)))
          .containsEntry("query", Map.of("team", "blue"));
      FakeCall wrong = Hook.post("a=%zz").with("Content-Type", "application/x-www-form-urlencoded");
      assertThat(hook.call(wrong).status()).isEqualTo(400);
    }
  }

  @Test
  void cloudEventsComeStructuredBatchedAndBinary() throws Exception {
    String one =
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
            + "\"time\":\"2026-11-25T09:00:00Z\",\"data\":{\"x\":1}}";
    try (Hook hook = new Hook(Hook.plain())) {
      hook.call(Hook.post(one).with("Content-Type", "application/cloudevents+json"));
      hook.call(
          Hook.post("[" + one + "]").with("Content-Type", "application/cloudevents-batch+json"));
      hook.call(
          Hook.post("{\"x\":1}")
              .json()
              .with("ce-specversion", "1.0")
              .with("ce-id", "1")
              .with("ce-source", "/s")
              .with("ce-type", "t")
              .with("ce-subject", "caf%C3%A9"));
      assertThat(hook.keys()).containsOnly("cloudevent:/s 1").hasSize(3);
      assertThat(hook.sink.arrivals())
          .allSatisfy(
              arrival -> assertThat(arrival.fields()).containsEntry("body", Map.of("x", 1L)));
      assertThat(hook.sink.arrivals().getFirst().time())
          .isEqualTo(Instant.parse("2026-11-25T09:00:00Z"));
      assertThat(attributes(hook, 2).get("subject")).isEqualTo("café");
    }
  }

  private static Map<?, ?> attributes(Hook hook, int index) {
    Object attributes = hook.sink.arrivals().get(index).fields().get("cloudevent");
    return attributes instanceof Map<?, ?> map ? map : Map.of();
  }

  @Test
  void dataOfCloudEventsThatIsNoJsonStays() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      String start = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",";
      FakeCall packed =
          Hook.post(start + "\"datacontenttype\":\"text/plain\",\"data_base64\":\"aGk=\"}");
      hook.call(packed.with("Content-Type", "application/cloudevents+json"));
      assertThat(hook.onlyFields()).containsEntry("body", "hi");
      FakeCall both = Hook.post(start + "\"data\":1,\"data_base64\":\"aGk=\"}");
      assertThat(hook.call(both.with("Content-Type", "application/cloudevents+json")).status())
          .isEqualTo(400);
      FakeCall nameless = Hook.post("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\"}");
      HttpAnswer answer = hook.call(nameless.with("Content-Type", "application/cloudevents+json"));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("no type");
    }
  }

  @Test
  void whatIsTooLargeOrTooManyIsRefused() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      assertThat(hook.call(Hook.post("{}").json().with("Content-Length", "10001")).status())
          .isEqualTo(413);
      String large = "[\"" + "x".repeat(10_000) + "\"]";
      assertThat(hook.call(Hook.post(large).json()).status()).isEqualTo(413);
      assertThat(hook.call(Hook.post("[1,2,3,4,5,6,7,8,9,10,11]").json()).status()).isEqualTo(413);
      FakeCall bomb =
          Hook.post("").json().with("Content-Encoding", "gzip").holding(gzip("0".repeat(1 << 20)));
      assertThat(bomb.content().length).isLessThan(10_000);
      assertThat(hook.call(bomb).status()).isEqualTo(413);
      assertThat(hook.call(bomb.holding(gzip("{\"ok\":1}"))).status()).isEqualTo(200);
      assertThat(hook.call(bomb.holding(new byte[] {1, 2, 3})).status()).isEqualTo(400);
      FakeCall odd = Hook.post("{}").json().with("Content-Encoding", "br");
      assertThat(hook.call(odd).status()).isEqualTo(415);
      FakeCall image = Hook.post("{}").with("Content-Type", "image/png");
      assertThat(hook.call(image).status()).isEqualTo(415);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void sendersAreToldWhenToComeBack() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      hook.sink.answerWith(new Receipt.Busy(Duration.ofMillis(1_200)));
      HttpAnswer busy = hook.call(Hook.post("{}").json());
      assertThat(busy.status()).isEqualTo(429);
      assertThat(busy.headers()).containsEntry("Retry-After", "2");
      hook.sink.answerWith(new Receipt.Unavailable("The database is away.", Duration.ofSeconds(5)));
      HttpAnswer away = hook.call(Hook.post("{}").json());
      assertThat(away.status()).isEqualTo(503);
      assertThat(away.headers()).containsEntry("Retry-After", "5");
      assertThat(hook.sink.refused()).isZero();
    }
  }

  @Test
  void slackIsAnsweredWhenItAsksAndItsEventsHaveItsId() throws Exception {
    SignatureSettings slack = signature(Scheme.SLACK, null);
    try (Hook hook = new Hook(Hook.signed(slack))) {
      HttpAnswer answer =
          hook.call(slackCall(slack, "{\"type\":\"url_verification\",\"challenge\":\"c1\"}"));
      assertThat(answer.body()).isEqualTo("c1");
      assertThat(hook.sink.arrivals()).isEmpty();
      hook.call(slackCall(slack, "{\"event_id\":\"Ev1\"}"));
      assertThat(hook.keys()).containsExactly("slack:Ev1");
    }
  }

  private static SignatureSettings signature(Scheme scheme, @Nullable String header) {
    return new SignatureSettings(
        scheme, "shared", header, Algorithm.SHA256, Encoding.HEX, "", Duration.ofMinutes(5));
  }

  private static FakeCall slackCall(SignatureSettings settings, String body) throws Exception {
    String time = String.valueOf(Hook.NOW.getEpochSecond());
    javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
    mac.init(
        new javax.crypto.spec.SecretKeySpec(
            settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signed = mac.doFinal(("v0:" + time + ":" + body).getBytes(StandardCharsets.UTF_8));
    return FakeCall.post("/hooks/door", body)
        .json()
        .with("X-Slack-Request-Timestamp", time)
        .with("X-Slack-Signature", "v0=" + java.util.HexFormat.of().formatHex(signed));
  }

  @Test
  void sendersMayAskBeforehandWhetherTheyMaySend() throws Exception {
    try (Hook hook = new Hook(Hook.plain())) {
      FakeCall asking =
          FakeCall.post("/hooks/door", "")
              .as("OPTIONS")
              .with("WebHook-Request-Origin", "events.example.com");
      HttpAnswer answer = hook.call(asking);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers()).containsEntry("WebHook-Allowed-Origin", "events.example.com");
    }
  }

  @Test
  void anOpenDoorIsRefusedAtSave() {
    assertThatThrownBy(() -> Hook.allowing(List.of(), List.of()))
        .hasMessageContaining("set token, signature or allow");
    assertThatThrownBy(() -> Hook.allowing(List.of("not an address"), List.of()))
        .hasMessageContaining("not an address");
  }
}
