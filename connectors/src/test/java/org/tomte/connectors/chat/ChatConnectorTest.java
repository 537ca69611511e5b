package org.tomte.connectors.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.Delivery;
import org.tomte.api.DeliveryContext;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.DeliveryRequest;
import org.tomte.connectors.chat.ChatSettings.Service;
import org.tomte.connectors.egress.LoopbackServer;

class ChatConnectorTest {
  private static final String HOSTILE =
      "<!channel> see <https://evil.example|your bank> & @all [bank](https://evil.example)";

  private static String text(Service service, @Nullable String link) {
    return String.valueOf(ChatMessage.of(service, new SendChat("Title", HOSTILE, link)));
  }

  @Test
  void whatSlackGivesAMeaningToIsOnlyText() {
    assertThat(text(Service.SLACK, "https://tomte.example/1"))
        .contains("*Title*", "&lt;!channel&gt;", "&lt;https://evil.example|your bank&gt; &amp;")
        .contains("https://tomte.example/1");
  }

  @Test
  void whatMattermostGivesAMeaningToIsOnlyText() {
    assertThat(text(Service.MATTERMOST, null))
        .contains("**Title**")
        .doesNotContain("@all", "[bank](")
        .contains("\\[bank\\](");
  }

  @Test
  @SuppressWarnings("unchecked")
  void teamsGetsACardWithABlockForEachPart() {
    Map<String, Object> body =
        ChatMessage.of(Service.TEAMS, new SendChat("Title", HOSTILE, "https://tomte.example/1"));
    List<Map<String, Object>> attachments = (List<Map<String, Object>>) body.get("attachments");
    assertThat(attachments).isNotNull();
    assertThat(String.valueOf(attachments))
        .contains("AdaptiveCard", "Action.OpenUrl", "https://tomte.example/1")
        .doesNotContain("[bank](");
  }

  @Test
  void aLinkThatIsNoWebAddressIsLeftOut() {
    for (Service service : Service.values()) {
      assertThat(text(service, "javascript:alert(1)")).doesNotContain("javascript");
      assertThat(text(service, "not an address")).doesNotContain("not an address");
    }
  }

  @Test
  void aLongTextIsCutWithoutHalfACharacter() {
    String text = "😀".repeat(10_000);
    String sent =
        String.valueOf(ChatMessage.of(Service.SLACK, new SendChat(null, text, null)).get("text"));
    assertThat(sent).hasSizeLessThan(12_100).endsWith("😀 …");
  }

  @Test
  void aMessageIsPosted() throws Exception {
    try (LoopbackServer server = new LoopbackServer()) {
      ChatSettings settings =
          new ChatSettings(Service.SLACK, server.url() + "/services/s3cret", true, 50);
      DeliveryContext context = new DeliveryContext("room", "i", InstantSource.system());
      try (Delivery<SendChat> delivery = new ChatConnector().open(settings, context)) {
        DeliveryOutcome outcome =
            delivery.deliver(
                new DeliveryRequest<>(
                    "id",
                    "incident/1",
                    1,
                    Instant.EPOCH,
                    new SendChat(null, "hi", null),
                    List.of()));
        assertThat(outcome)
            .isInstanceOfSatisfying(
                DeliveryOutcome.Delivered.class,
                delivered -> assertThat(delivered.words()).doesNotContain("s3cret"));
      }
      assertThat(server.requests().getFirst().body()).contains("\"text\":\"hi\"");
    }
  }

  @Test
  void anAddressInTheClearNeedsAnOwnNetwork() {
    assertThatThrownBy(() -> new ChatSettings(Service.SLACK, "http://hooks.example/x", false, 50))
        .hasMessageContaining("https");
  }
}
