package org.tomte.connectors.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;

/** Looks at mails: which they are, and whether they are what is looked for. */
final class Listing {
  private static final long FETCHED_AT_ONCE = 4L << 20;

  private final Fetching fetching;
  private final MailEvents events;
  private final long mostBytes;

  /** Mails that had to be fetched whole to be looked at. */
  private final NavigableMap<Long, byte[]> whole = new TreeMap<>();

  Listing(Session session, MailEvents events) {
    this.fetching = new Fetching(session);
    this.events = events;
    this.mostBytes = session.settings().maxMailBytes();
  }

  /** The mails with these UIDs that are there and meet the search, in order. */
  NavigableMap<Long, Found> look(Collection<Long> uids, @Nullable MailSearch search)
      throws ConnectorFault, InterruptedException {
    Map<Long, Envelope> envelopes = fetching.envelopes(uids, search != null);
    if (search != null && !search.needsText()) {
      envelopes
          .values()
          .removeIf(
              one -> !SearchCheck.matches(search, events.fields(one.header()), one.arrived()));
    }
    Map<Long, String> keys = new HashMap<>();
    List<Envelope> toFetch = new ArrayList<>();
    for (Envelope one : envelopes.values()) {
      String key = MailKey.of(one.header());
      if (key != null) {
        keys.put(one.uid(), key);
      }
      if (key == null || (search != null && search.needsText())) {
        toFetch.add(one);
      }
    }
    fetch(toFetch);
    NavigableMap<Long, Found> found = new TreeMap<>();
    for (Envelope one : envelopes.values()) {
      String key = keys.get(one.uid());
      byte[] mail = whole.get(one.uid());
      if (key != null && isWanted(search, one, mail)) {
        found.put(one.uid(), new Found(one, key));
      } else if (key == null && mail != null && isWanted(search, one, mail)) {
        found.put(one.uid(), new Found(one, MailKey.ofBytes(mail, one.arrived())));
      }
    }
    return found;
  }

  private boolean isWanted(@Nullable MailSearch search, Envelope one, byte @Nullable [] mail) {
    if (search == null || !search.needsText()) {
      return true;
    }
    return mail != null && SearchCheck.matches(search, events.fields(mail), one.arrived());
  }

  /** Fetches mails, many with one command and no more than a few megabytes at once. */
  private void fetch(List<Envelope> mails) throws ConnectorFault, InterruptedException {
    List<Long> chunk = new ArrayList<>();
    long bytes = 0;
    for (Envelope one : mails) {
      if (one.size() > mostBytes) {
        whole.putAll(fetching.beginning(one.uid(), mostBytes + 1));
        continue;
      }
      if (!chunk.isEmpty() && bytes + one.size() > FETCHED_AT_ONCE) {
        whole.putAll(fetching.mails(chunk));
        chunk.clear();
        bytes = 0;
      }
      chunk.add(one.uid());
      bytes += one.size();
    }
    whole.putAll(fetching.mails(chunk));
  }

  /** The bytes of mails, by UID; those that are gone are left out. */
  Map<Long, byte[]> mails(Collection<Envelope> wanted) throws ConnectorFault, InterruptedException {
    fetch(wanted.stream().filter(one -> !whole.containsKey(one.uid())).toList());
    Map<Long, byte[]> found = new HashMap<>();
    for (Envelope one : wanted) {
      byte[] mail = whole.remove(one.uid());
      if (mail != null) {
        found.put(one.uid(), mail);
      }
    }
    return found;
  }

  /** Forgets what was fetched and not taken. */
  void clear() {
    whole.clear();
  }
}
