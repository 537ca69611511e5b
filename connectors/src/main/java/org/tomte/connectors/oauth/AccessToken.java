package org.tomte.connectors.oauth;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as the endpoint gave it.
 *
 * @param value what servers are shown
 * @param renewAt from when on a new one is asked for; before the token expires
 * @param expires until when it may be used
 * @param refreshToken a new refresh token that replaces the one asked with; null when it stays
 */
record AccessToken(String value, Instant renewAt, Instant expires, @Nullable String refreshToken) {
  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(5);

  /** A token that lives for this long from now. */
  static AccessToken living(
      String value, Instant now, Duration life, @Nullable String refreshToken) {
    Duration tenth = life.dividedBy(10);
    Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
    Instant expires = now.plus(life);
    return new AccessToken(value, expires.minus(margin), expires, refreshToken);
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "AccessToken[expires=" + expires + "]";
  }
}
