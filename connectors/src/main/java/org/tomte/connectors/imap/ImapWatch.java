package org.tomte.connectors.imap;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Watch;

/**
 * Waits with IDLE (RFC 2177) for mails in the first folder of a source. IDLE is renewed long before
 * the 29 minutes after which servers may hang up, so that a link that died in silence is noticed.
 */
final class ImapWatch implements Watch {
  static final Duration RENEWAL = Duration.ofMinutes(9);

  private final Door door;
  private final String folder;

  ImapWatch(Door door, String folder) {
    this.door = door;
    this.folder = folder;
  }

  @Override
  public void await(Runnable news) throws ConnectorFault, InterruptedException {
    try (Session session = door.open()) {
      if (!session.can("IDLE")) {
        return;
      }
      session.select(folder, false);
      // Mails that came before IDLE began are nobody's news, so its beginning is news itself.
      @Nullable Runnable first = news;
      while (true) {
        boolean mails = idle(session, first);
        first = null;
        if (mails) {
          news.run();
        }
      }
    }
  }

  /** One IDLE; true when mails came in it. */
  private boolean idle(Session session, @Nullable Runnable first)
      throws ConnectorFault, InterruptedException {
    IMAPProtocol protocol = session.protocol();
    try {
      protocol.idleStart();
      if (first != null) {
        first.run();
      }
      boolean ending = false;
      boolean mails = false;
      while (true) {
        Response response = protocol.readIdleResponse();
        if (Thread.interrupted()) {
          throw new InterruptedException("nobody waits for news any more");
        }
        if (response == null || timedOut(response)) {
          if (ending) {
            throw silent(session);
          }
          // Nothing came within the renewal: end this IDLE and see whether the server is there.
          protocol.idleAbort();
          ending = true;
          continue;
        }
        mails |= response instanceof IMAPResponse line && line.keyEquals("EXISTS");
        if (!protocol.processIdleResponse(response)) {
          return mails;
        }
        if (mails && !ending) {
          protocol.idleAbort();
          ending = true;
        }
      }
    } catch (ProtocolException fault) {
      throw Faults.protocol(session.settings(), "IDLE", fault);
    }
  }

  /** The library makes a farewell of its own when nothing came in time; the link stands. */
  private static boolean timedOut(Response response) {
    return response.isSynthetic() && response.getException() instanceof SocketTimeoutException;
  }

  private static ConnectorFault silent(Session session) {
    return new ConnectorFault(
        FaultKind.UNAVAILABLE,
        "The server of %s is silent; the link is dead.".formatted(session.settings().words()));
  }
}
