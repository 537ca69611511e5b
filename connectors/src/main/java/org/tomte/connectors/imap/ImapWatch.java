package org.tomte.connectors.imap;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
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
      // Servers also tell between two IDLEs, in answers that the library reads by itself.
      AtomicBoolean mails = new AtomicBoolean();
      session
          .protocol()
          .addResponseHandler(response -> {
            if (response instanceof IMAPResponse line && line.keyEquals("EXISTS")) {
              mails.set(true);
            }
          });
      // Mails that came before IDLE began are nobody's news, so its beginning is news itself.
      @Nullable Runnable first = news;
      while (true) {
        idle(session, first, mails);
        first = null;
        if (mails.getAndSet(false)) {
          news.run();
        }
      }
    }
  }

  /** One IDLE, which ends when mails came or its time is over. */
  private static void idle(Session session, @Nullable Runnable first, AtomicBoolean mails)
      throws ConnectorFault, InterruptedException {
    IMAPProtocol protocol = session.protocol();
    try {
      protocol.idleStart();
      if (first != null) {
        first.run();
      }
      boolean ending = mails.get();
      if (ending) {
        protocol.idleAbort();
      }
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
        if (!protocol.processIdleResponse(response)) {
          return;
        }
        if (mails.get() && !ending) {
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
