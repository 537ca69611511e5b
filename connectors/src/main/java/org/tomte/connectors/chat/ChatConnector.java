package org.tomte.connectors.chat;

import org.tomte.api.Delivery;
import org.tomte.api.DeliveryConnector;
import org.tomte.api.DeliveryContext;
import org.tomte.api.Notice;
import org.tomte.api.probe.ConnectionProbe;

/** Sends messages to chat rooms. */
public final class ChatConnector implements DeliveryConnector<ChatSettings, SendChat> {

  @Override
  public String name() {
    return "chat";
  }

  @Override
  public String summary() {
    return "Writes to rooms of Slack, Microsoft Teams and Mattermost: the action send-chat.";
  }

  @Override
  public Class<ChatSettings> settings() {
    return ChatSettings.class;
  }

  @Override
  public String action() {
    return "send-chat";
  }

  @Override
  public Class<SendChat> content() {
    return SendChat.class;
  }

  @Override
  public SendChat notice(Notice notice) {
    return new SendChat(notice.subject(), notice.text(), null);
  }

  @Override
  public ConnectionProbe<ChatSettings> probe() {
    return new ChatProbe();
  }

  @Override
  public Delivery<SendChat> open(ChatSettings settings, DeliveryContext context) {
    return new ChatDelivery(settings, context);
  }
}
