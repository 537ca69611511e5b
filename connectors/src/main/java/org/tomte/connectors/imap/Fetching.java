package org.tomte.connectors.imap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** Fetches from the open folder without setting a flag; one command for many mails. */
final class Fetching {
  private static final String KEY_FIELDS =
      "HEADER.FIELDS (" + String.join(" ", MailKey.FIELDS).toUpperCase(Locale.ROOT) + ")";

  private final Session session;

  Fetching(Session session) {
    this.session = session;
  }

  /**
   * What is known of mails before they are read, by UID. Mails that are gone are left out.
   *
   * @param wholeHeader whether the whole header is wanted, not only what makes the key
   */
  Map<Long, Envelope> envelopes(Collection<Long> uids, boolean wholeHeader)
      throws ConnectorFault, InterruptedException {
    String section = wholeHeader ? "HEADER" : KEY_FIELDS;
    Map<Long, Envelope> found = new HashMap<>();
    for (FetchResponse one :
        fetch(uids, "UID INTERNALDATE RFC822.SIZE BODY.PEEK[" + section + "]")) {
      UID uid = one.getItem(UID.class);
      RFC822SIZE size = one.getItem(RFC822SIZE.class);
      BODY header = one.getItem(BODY.class);
      if (uid != null && size != null && header != null) {
        found.put(uid.uid, new Envelope(uid.uid, size.size, arrived(one), bytes(header)));
      }
    }
    complete(uids, found.keySet());
    return found;
  }

  /** Whole mails by UID. Mails that are gone are left out. */
  Map<Long, byte[]> mails(Collection<Long> uids) throws ConnectorFault, InterruptedException {
    return bodies(uids, "BODY.PEEK[]");
  }

  /** The beginning of a mail. */
  Map<Long, byte[]> beginning(long uid, long bytes) throws ConnectorFault, InterruptedException {
    return bodies(List.of(uid), "BODY.PEEK[]<0." + bytes + ">");
  }

  private Map<Long, byte[]> bodies(Collection<Long> uids, String item)
      throws ConnectorFault, InterruptedException {
    Map<Long, byte[]> found = new HashMap<>();
    for (FetchResponse one : fetch(uids, "UID " + item)) {
      UID uid = one.getItem(UID.class);
      BODY body = one.getItem(BODY.class);
      if (uid != null && body != null && body.getByteArray() != null) {
        found.put(uid.uid, bytes(body));
      }
    }
    complete(uids, found.keySet());
    return found;
  }

  private List<FetchResponse> fetch(Collection<Long> uids, String items)
      throws ConnectorFault, InterruptedException {
    List<FetchResponse> found = new ArrayList<>();
    if (uids.isEmpty()) {
      return found;
    }
    Argument argument = new Argument().writeAtom(Session.set(uids)).writeAtom("(" + items + ")");
    for (Response response : session.run("UID FETCH", argument)) {
      if (response instanceof FetchResponse one) {
        found.add(one);
      }
    }
    return found;
  }

  /** What was asked for and did not come must be gone, else the answer was not complete. */
  private void complete(Collection<Long> wanted, Set<Long> found)
      throws ConnectorFault, InterruptedException {
    Set<Long> missing = new HashSet<>(wanted);
    missing.removeAll(found);
    Set<Long> present = session.present(missing);
    if (!present.isEmpty()) {
      throw new ConnectorFault(
          FaultKind.BAD_DATA,
          "The server of %s left %d of %d mails out of its answer, for example UID %d, though they are there."
              .formatted(
                  session.settings().words(),
                  present.size(),
                  wanted.size(),
                  present.iterator().next()));
    }
  }

  private static byte[] bytes(BODY body) {
    ByteArray bytes = body.getByteArray();
    return bytes == null ? new byte[0] : bytes.getNewBytes();
  }

  private static @org.jspecify.annotations.Nullable Instant arrived(FetchResponse one) {
    INTERNALDATE date = one.getItem(INTERNALDATE.class);
    return date == null || date.getDate() == null ? null : date.getDate().toInstant();
  }
}
