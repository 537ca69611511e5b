package org.tomte.engine.definition;

import java.net.URI;
import java.time.Duration;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.Shorthand;

/** An address outside that is called while runs commit, and that raises an alarm by silence. */
@Shorthand("url")
public record HeartbeatDefinition(
    @Setting(
            value = "Called by GET while runs commit; who has it can fake a heartbeat.",
            example = "https://hc.example.com/ping/4c2ab3d1")
        String url,
    @Setting(value = "It is called at most once in this time.", fallback = "1m") Duration every,
    @Setting(value = "Whether addresses of the own networks may be called.", fallback = "false")
        boolean allowPrivate) {
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  /** Checks what holds without secrets. */
  public HeartbeatDefinition {
    if (!url.contains("${") && !isWeb(url)) {
      throw new IllegalArgumentException(
          "heartbeat: url must be an http or https address without user and password, or"
              + " ${secret:name} of one");
    }
    if (every.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("heartbeat: every must be at least 10s");
    }
  }

  private static boolean isWeb(String url) {
    try {
      URI parsed = URI.create(url);
      String scheme = String.valueOf(parsed.getScheme());
      boolean web = scheme.equals("https") || scheme.equals("http");
      return web && parsed.getHost() != null && parsed.getRawUserInfo() == null;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }
}
