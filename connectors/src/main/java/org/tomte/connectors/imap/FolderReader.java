package org.tomte.connectors.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Position;
import org.tomte.connectors.mime.OwnMail;

/**
 * Reads one folder in one run. Mails are listed first (key, size, time of arrival) and fetched,
 * many with one command, only when the engine wants them.
 */
final class FolderReader {
  private static final int LISTED_AT_ONCE = 500;

  private final String folder;
  private final Session session;
  private final Listing listing;
  private final @Nullable MailSearch search;
  private final Map<String, Set<Long>> byKey = new HashMap<>();
  private final MailLoading loading;
  private final NavigableMap<Long, Found> page = new TreeMap<>();
  private NavigableMap<Long, Found> ahead = new TreeMap<>();
  private long[] uids = new long[0];
  private long lookedTo;

  FolderReader(String folder, Session session, MailEvents events) {
    this.folder = folder;
    this.session = session;
    this.listing = new Listing(session, events);
    this.loading = new MailLoading(listing, events);
    this.search = session.settings().search();
  }

  /** The UIDs of mails that this run has seen under a key. */
  Set<Long> seen(String key) {
    return byKey.getOrDefault(key, Set.of());
  }

  Page poll(PollRequest request) throws ConnectorFault, InterruptedException {
    Selected at = session.select(folder, false);
    String cursor = request.next();
    long after = cursor == null ? begin(at, request) : cursor(at, cursor);
    List<Item> items = new ArrayList<>();
    page.clear();
    listing.clear();
    loading.clear();
    long bytes = 0;
    int next = firstAbove(after);
    while (next < uids.length && items.size() < request.maxEvents()) {
      if (request.signal().stopRequested()) {
        break;
      }
      look(next, request.maxEvents() - items.size());
      Found found = ahead.get(uids[next]);
      if (found != null) {
        bytes += found.envelope().size();
        if (!items.isEmpty() && bytes > request.maxBytes()) {
          break;
        }
        items.add(listed(at, found));
      }
      after = uids[next++];
    }
    ahead.headMap(after, true).clear();
    return next < uids.length ? Page.more(items, at.uidValidity() + ":" + after) : Page.last(items);
  }

  /** After which UID to read; and which UIDs there are is asked. */
  private long begin(Selected at, PollRequest request) throws ConnectorFault, InterruptedException {
    long after = request.from() instanceof Position.Id from ? place(at, request, from.id()) : 0;
    ahead.clear();
    lookedTo = 0;
    boolean nothingNew = at.uidNext() > 0 && after + 1 >= at.uidNext();
    uids = nothingNew ? new long[0] : searched(after);
    return after;
  }

  private long place(Selected at, PollRequest request, long from) throws ConnectorFault {
    long validity = Selected.validityOf(from);
    if (validity == at.uidValidity()) {
      return Selected.uidOf(from);
    }
    if (at.position(1) <= from) {
      throw new ConnectorFault(
          FaultKind.BAD_DATA,
          ("The folder %s went back from UIDVALIDITY %d to %d: it was restored from a backup or is"
                  + " another one. Move the pointer of the stream to the beginning; mails that"
                  + " made something are recognised.")
              .formatted(folder, validity, at.uidValidity()));
    }
    request
        .signal()
        .notice(
            ("The server numbers the mails of %s anew (UIDVALIDITY %d became %d). All of them are"
                    + " read again; those that made something are recognised.")
                .formatted(folder, validity, at.uidValidity()));
    return 0;
  }

  private long[] searched(long after) throws ConnectorFault, InterruptedException {
    if (search == null) {
      return session.uids(after, null);
    }
    SearchCommand command = SearchCommand.of(search, false);
    try {
      return session.uids(after, command);
    } catch (ConnectorFault fault) {
      String said = String.valueOf(fault.getMessage());
      if (command.charset() == null || !said.toUpperCase(Locale.ROOT).contains("CHARSET")) {
        throw fault;
      }
      // BADCHARSET (RFC 3501): ask for what can be said in ASCII and look at the rest here.
      return session.uids(after, SearchCommand.of(search, true));
    }
  }

  private static long cursor(Selected at, String next) throws ConnectorFault {
    int colon = next.indexOf(':');
    if (Long.parseLong(next.substring(0, colon)) != at.uidValidity()) {
      throw new ConnectorFault(
          FaultKind.UNAVAILABLE,
          "The folder %s was numbered anew while it was read; the next run goes on."
              .formatted(at.folder()));
    }
    return Long.parseLong(next.substring(colon + 1));
  }

  private int firstAbove(long uid) {
    int index = Arrays.binarySearch(uids, uid + 1);
    return index >= 0 ? index : -index - 1;
  }

  /** Makes sure that the mail at an index was looked at, and those behind it with it. */
  private void look(int index, int most) throws ConnectorFault, InterruptedException {
    if (uids[index] <= lookedTo) {
      return;
    }
    int end = Math.min(uids.length, index + Math.min(LISTED_AT_ONCE, most));
    List<Long> chunk = Arrays.stream(uids, index, end).boxed().toList();
    NavigableMap<Long, Found> found = listing.look(chunk, search);
    found.forEach((uid, one) -> byKey.computeIfAbsent(one.key(), _ -> new HashSet<>()).add(uid));
    ahead.putAll(found);
    lookedTo = uids[end - 1];
  }

  private Listed listed(Selected at, Found found) {
    Envelope envelope = found.envelope();
    page.put(envelope.uid(), found);
    return new Listed(
        found.key(),
        new Position.Id(at.position(envelope.uid())),
        "",
        envelope.arrived(),
        () -> load(at, found));
  }

  /**
   * Null when the mail was moved or deleted after it was listed, so that it is no longer ours to
   * read, or is one of our own.
   */
  private @Nullable Item load(Selected at, Found found)
      throws ConnectorFault, InterruptedException {
    Selected now = session.select(folder, false);
    if (now.uidValidity() != at.uidValidity()) {
      throw new ConnectorFault(
          FaultKind.UNAVAILABLE,
          "The folder %s was numbered anew while it was read; the next run goes on."
              .formatted(folder));
    }
    Event event = loading.take(at, found, page.tailMap(found.envelope().uid(), false));
    boolean wanted =
        event != null
            && (session.settings().ownMails() == OwnMails.READ || !OwnMail.isOwn(event.fields()));
    return wanted ? event : null;
  }
}
