package org.tomte.connectors.oauth;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/**
 * Hands out access tokens for the connections of one connector. A token is asked for once, however
 * many threads want it, and again before it expires.
 *
 * <p>When an endpoint gives a new refresh token it is used from then on; it lives in memory only,
 * so after a restart the one of the connection must still be valid (it is at Microsoft and Google).
 */
public final class TokenSource {
  /** Connections are few; the bound keeps edits of their settings from piling up. */
  private static final int MOST = 1_000;

  private final TokenEndpoint endpoint = new TokenEndpoint();
  private final Map<OAuthSettings, Entry> entries = new ConcurrentHashMap<>();

  /** A source that holds no token yet. */
  public TokenSource() {}

  /**
   * A valid token.
   *
   * @throws ConnectorFault CREDENTIALS when the endpoint refuses, with its own words; UNAVAILABLE
   *     or RATE_LIMITED when it cannot answer now and no valid token is left
   * @throws InterruptedException when the run is cancelled while waiting for another thread's
   *     answer
   */
  public String token(OAuthSettings settings, InstantSource clock)
      throws ConnectorFault, InterruptedException {
    Entry entry = entry(settings);
    entry.lock.lockInterruptibly();
    try {
      AccessToken held = entry.token;
      if (held != null && clock.instant().isBefore(held.renewAt())) {
        return held.value();
      }
      return renewed(settings, entry, held, clock);
    } finally {
      entry.lock.unlock();
    }
  }

  /** Says that a server did not accept this token; another one is asked for the next time. */
  public void refused(OAuthSettings settings, String token) {
    Entry entry = entry(settings);
    entry.lock.lock();
    try {
      if (entry.token != null && entry.token.value().equals(token)) {
        entry.token = null;
      }
    } finally {
      entry.lock.unlock();
    }
  }

  private String renewed(
      OAuthSettings settings, Entry entry, @Nullable AccessToken held, InstantSource clock)
      throws ConnectorFault {
    try {
      AccessToken fresh = endpoint.ask(settings, entry.refreshToken, clock);
      entry.token = fresh;
      entry.refreshToken = fresh.refreshToken() == null ? entry.refreshToken : fresh.refreshToken();
      return fresh.value();
    } catch (ConnectorFault fault) {
      boolean lasts = fault.kind() == FaultKind.UNAVAILABLE || isBusy(fault);
      if (lasts && held != null && clock.instant().isBefore(held.expires())) {
        return held.value();
      }
      throw fault;
    }
  }

  private static boolean isBusy(ConnectorFault fault) {
    return fault.kind() == FaultKind.RATE_LIMITED;
  }

  private Entry entry(OAuthSettings settings) {
    if (entries.size() > MOST) {
      entries.clear();
    }
    return entries.computeIfAbsent(settings, Entry::new);
  }

  /** What is known for one connection; guarded by its lock. */
  private static final class Entry {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable AccessToken token;
    private @Nullable String refreshToken;

    private Entry(OAuthSettings settings) {
      this.refreshToken = settings.refreshToken();
    }
  }
}
