package org.tomte.connectors.chat;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in the form of its service. What a message says comes from outside: it can call nobody
 * together and hide no address behind other words.
 */
final class ChatMessage {
  /** Below the limits of all three services. */
  private static final int LONGEST = 12_000;

  private ChatMessage() {}

  static Map<String, Object> of(ChatSettings.Service service, SendChat content) {
    String title = content.title() == null ? "" : content.title().strip();
    String text = shortened(content.text());
    String link = web(content.link());
    return switch (service) {
      case SLACK -> slack(title, text, link);
      case MATTERMOST -> mattermost(title, text, link);
      case TEAMS -> teams(title, text, link);
    };
  }

  private static Map<String, Object> slack(String title, String text, @Nullable String link) {
    StringBuilder message = new StringBuilder();
    if (!title.isEmpty()) {
      message.append('*').append(forSlack(title).replace('*', '∗')).append("*\n");
    }
    message.append(forSlack(text));
    if (link != null) {
      message.append('\n').append(forSlack(link));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", message.toString());
    body.put("unfurl_links", false);
    return body;
  }

  /** The three characters that Slack gives a meaning to, links and mentions among them. */
  private static String forSlack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static Map<String, Object> mattermost(String title, String text, @Nullable String link) {
    StringBuilder message = new StringBuilder();
    if (!title.isEmpty()) {
      message.append("**").append(plain(title).replace('*', '∗')).append("**\n");
    }
    message.append(plain(text));
    if (link != null) {
      message.append('\n').append(link);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", message.toString());
    return body;
  }

  /** Brackets make links in Markdown, an at sign calls people. */
  private static String plain(String text) {
    return text.replace("[", "\\[").replace("]", "\\]").replace("@", "@\u200B");
  }

  private static Map<String, Object> teams(String title, String text, @Nullable String link) {
    List<Map<String, Object>> blocks = new ArrayList<>();
    if (!title.isEmpty()) {
      Map<String, Object> block = block(title);
      block.put("weight", "Bolder");
      block.put("size", "Medium");
      blocks.add(block);
    }
    blocks.add(block(text));
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("type", "AdaptiveCard");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("version", "1.4");
    card.put("body", blocks);
    if (link != null) {
      card.put("actions", List.of(Map.of("type", "Action.OpenUrl", "title", "Open", "url", link)));
    }
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.put("content", card);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "message");
    body.put("attachments", List.of(attachment));
    return body;
  }

  private static Map<String, Object> block(String text) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("type", "TextBlock");
    block.put("text", text.replace("[", "\\[").replace("]", "\\]"));
    block.put("wrap", true);
    return block;
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + " …";
  }

  /** The link if it leads to a web page. */
  private static @Nullable String web(@Nullable String link) {
    if (link == null || link.isBlank()) {
      return null;
    }
    try {
      URI address = URI.create(link.strip());
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      return web && address.getHost() != null ? address.toString() : null;
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }
}
