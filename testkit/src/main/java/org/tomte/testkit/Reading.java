package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.RunSignal;
import org.tomte.api.StreamInfo;

/**
 * Reads a poller page by page, as the engine does.
 *
 * @param launch the launch instant of the run
 * @param maxEvents items a page may have
 * @param maxBytes bytes a page may have
 * @param until see {@link PollRequest#until()}
 * @param signal when to stop
 */
public record Reading(
    Instant launch, int maxEvents, long maxBytes, @Nullable Instant until, RunSignal signal) {
  private static final int MOST_PAGES = 100_000;

  /** Reads pages of a size, without other limits. */
  public static Reading pagesOf(Instant launch, int maxEvents) {
    return new Reading(launch, maxEvents, Long.MAX_VALUE, null, new SimpleSignal());
  }

  /** The request for one page. */
  public PollRequest request(
      String stream, @Nullable Position from, @Nullable String token, @Nullable String next) {
    return new PollRequest(stream, from, until, token, next, maxEvents, maxBytes, launch, signal);
  }

  /** Everything in every stream, from the beginning; listed items are loaded. */
  public Map<String, List<Item>> all(Poller poller) throws ConnectorFault, InterruptedException {
    Map<String, List<Item>> all = new LinkedHashMap<>();
    for (StreamInfo stream : poller.streams(Map.of())) {
      all.put(stream.name(), loaded(stream(poller, stream.name(), null, null)));
    }
    return all;
  }

  /** Everything in one stream, from the beginning; listed items are loaded. */
  public List<Item> whole(Poller poller, String stream)
      throws ConnectorFault, InterruptedException {
    List<StreamInfo> _ = poller.streams(Map.of());
    return loaded(stream(poller, stream, null, null));
  }

  /** One stream from a place on, until it has no next page. */
  public List<Item> stream(
      Poller poller, String stream, @Nullable Position from, @Nullable String token)
      throws ConnectorFault, InterruptedException {
    List<Item> items = new ArrayList<>();
    String next = null;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Page page = poller.poll(request(stream, from, token, next));
      items.addAll(page.items());
      if (page.next() == null) {
        return items;
      }
      boolean goesOn = !page.items().isEmpty() || !page.next().equals(next);
      assertThat(goesOn).as("page %d asks for itself again: %s", pages, next).isTrue();
      next = page.next();
    }
    throw new AssertionError("Stream " + stream + " has no last page.");
  }

  /** The items with everything that was only listed and is still there. */
  public static List<Item> loaded(List<Item> items) throws ConnectorFault, InterruptedException {
    List<Item> loaded = new ArrayList<>();
    for (Item item : items) {
      Item one = item instanceof Listed listed ? listed.loader().load() : item;
      if (one != null) {
        loaded.add(one);
      }
    }
    return loaded;
  }
}
