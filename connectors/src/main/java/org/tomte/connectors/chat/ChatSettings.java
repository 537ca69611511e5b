package org.tomte.connectors.chat;

import java.net.URI;
import org.tomte.api.Setting;
import org.tomte.connectors.egress.WebAddress;

/**
 * Settings of a room.
 *
 * @param service whose room it is
 * @param url the room's incoming webhook; a secret, because whoever has it can write there
 */
public record ChatSettings(
    @Setting(value = "Whose room it is.", example = "slack") Service service,
    @Setting(
            value = "The address of the room's incoming webhook; store it as a secret.",
            example = "${secret:soc-room}")
        String url,
    @Setting(
            value = "Whether addresses of the own networks may be asked, for an own Mattermost.",
            fallback = "false")
        boolean allowPrivate,
    @Setting(value = "How many messages go to the service in a minute.", fallback = "50")
        int perMinute) {

  /** A chat service. */
  public enum Service {
    /** Slack. */
    SLACK,
    /** Microsoft Teams, by a workflow that posts to a channel. */
    TEAMS,
    /** Mattermost. */
    MATTERMOST
  }

  URI address() {
    return URI.create(url);
  }

  /** Checks what holds in any case. */
  public ChatSettings {
    WebAddress.check(url, allowPrivate);
    if (perMinute < 1) {
      throw new IllegalArgumentException("per-minute must be at least 1");
    }
  }
}
