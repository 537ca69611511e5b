package org.tomte.connectors.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what mails of Tomte are known when they come back, by a reply-all, a bounce or a distribution
 * list: sources of mail must not take them for reports, or daemons answer each other for ever.
 */
public final class OwnMail {
  /** The header that names the installation that sent a mail. */
  public static final String INSTANCE_HEADER = "X-Tomte-Instance";

  /** The header with the id of the delivery, 32 hexadecimal digits. */
  public static final String DELIVERY_HEADER = "X-Tomte-Delivery";

  /** In every Message-ID before the at sign. */
  static final String MARK = ".tomte";

  private OwnMail() {}

  /** Whether a Message-ID, with or without angle brackets, was made by Tomte. */
  public static boolean isOwnId(String messageId) {
    String id = messageId.strip().toLowerCase(Locale.ROOT);
    int at = id.lastIndexOf('@');
    return at > 0 && id.substring(0, at).endsWith(MARK);
  }

  /**
   * The installation that sent a mail.
   *
   * @param headers the values of each header by its name in lower case
   * @return its identity, or {@code unknown} for a mail known by its Message-ID alone; null when
   *     Tomte did not send it
   */
  public static @Nullable String sender(Map<String, List<String>> headers) {
    List<String> instances = headers.get(INSTANCE_HEADER.toLowerCase(Locale.ROOT));
    if (instances != null && !instances.isEmpty()) {
      return instances.getFirst().strip();
    }
    List<String> ids = headers.get("message-id");
    return ids != null && ids.stream().anyMatch(OwnMail::isOwnId) ? "unknown" : null;
  }
}
