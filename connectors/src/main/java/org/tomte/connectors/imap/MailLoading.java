package org.tomte.connectors.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;

/**
 * Fetches the mails of a page, many with one command, and reads them on other threads while the
 * next ones are fetched. One command's worth is ahead, no more, so memory is bounded.
 */
final class MailLoading {
  private static final long FETCHED_AT_ONCE = 2L << 20;

  private final Listing listing;
  private final MailEvents events;

  /** Mails that were asked for and not taken; those of them that are gone are not begun. */
  private final NavigableSet<Long> asked = new TreeSet<>();

  private final NavigableMap<Long, FutureTask<Event>> begun = new TreeMap<>();

  /** The first mail of the latest command. */
  private long latestFrom;

  MailLoading(Listing listing, MailEvents events) {
    this.listing = listing;
    this.events = events;
  }

  /** Forgets what was fetched and not taken. */
  void clear() {
    asked.clear();
    begun.clear();
  }

  /**
   * The event of a mail; null when it is gone.
   *
   * @param following mails that will probably be wanted next, in order
   */
  @Nullable Event take(Selected at, Found mail, NavigableMap<Long, Found> following)
      throws ConnectorFault, InterruptedException {
    long uid = mail.envelope().uid();
    asked.headSet(uid).clear();
    begun.headMap(uid).clear();
    if (!asked.contains(uid)) {
      List<Found> wanted = new ArrayList<>(List.of(mail));
      wanted.addAll(following.values());
      begin(at, wanted);
    }
    if (uid >= latestFrom) {
      Collection<Found> next = following.tailMap(asked.last(), false).values();
      if (!next.isEmpty()) {
        begin(at, next);
      }
    }
    boolean _ = asked.remove(uid);
    FutureTask<Event> reading = begun.remove(uid);
    return reading == null ? null : read(reading);
  }

  private void begin(Selected at, Collection<Found> mails)
      throws ConnectorFault, InterruptedException {
    List<Found> chunk = new ArrayList<>();
    long bytes = 0;
    for (Found one : mails) {
      bytes += one.envelope().size();
      if (!chunk.isEmpty() && bytes > FETCHED_AT_ONCE) {
        break;
      }
      chunk.add(one);
    }
    Map<Long, byte[]> fetched = listing.mails(chunk.stream().map(Found::envelope).toList());
    for (Found one : chunk) {
      asked.add(one.envelope().uid());
      byte[] mail = fetched.get(one.envelope().uid());
      if (mail != null) {
        FutureTask<Event> reading =
            new FutureTask<>(() -> events.event(at, one.envelope(), one.key(), mail));
        begun.put(one.envelope().uid(), reading);
        var _ = Thread.ofVirtual().name("mail").start(reading);
      }
    }
    latestFrom = chunk.getFirst().envelope().uid();
  }

  private static Event read(FutureTask<Event> reading) throws InterruptedException {
    try {
      return reading.get();
    } catch (ExecutionException fault) {
      switch (fault.getCause()) {
        case RuntimeException own -> throw own;
        case Error own -> throw own;
        case null, default -> throw new IllegalStateException(fault);
      }
    }
  }
}
