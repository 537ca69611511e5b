package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Page;
import org.tomte.api.Position;
import org.tomte.api.Unreadable;

/** A page that was read, with the hashes of its items. */
final class Reading {
  private final Page page;
  private final int asked;
  private final Instant now;
  private final boolean pages;
  private final List<Keyed> items;

  /** An item with the hash of its key, and of its key and version. */
  record Keyed(Item item, KeyHash key, KeyHash edition) {}

  /**
   * A page as it came.
   *
   * @param pages whether the source has shown in this reading that it can page
   */
  Reading(Page page, int asked, Instant now, boolean pages) {
    this.page = page;
    this.pages = pages;
    this.asked = asked;
    this.now = now;
    items = new ArrayList<>(page.items().size());
    for (Item item : page.items()) {
      KeyHash key = KeyHash.of(item.key());
      String version = version(item);
      items.add(
          new Keyed(item, key, version == null ? key : KeyHash.ofEdition(item.key(), version)));
    }
  }

  List<Keyed> items() {
    return items;
  }

  /** Tomte's own clock. */
  Instant now() {
    return now;
  }

  /** The source's own clock where it can be asked, else ours. */
  Instant clock() {
    return page.sourceNow() == null ? now : page.sourceNow();
  }

  @Nullable String cursor() {
    return page.next();
  }

  @Nullable String token() {
    return page.token();
  }

  /** Whether there may be more although the source names no next page: as much came as may. */
  boolean full() {
    return page.next() == null && !pages && items.size() >= asked;
  }

  /** Whether the stream was read to its end for sure. */
  boolean ended() {
    return page.next() == null && !full();
  }

  /** A digest of what the page holds. */
  KeyHash digest() {
    List<KeyHash> parts = new ArrayList<>(items.size() * 2);
    for (Keyed one : items) {
      parts.add(one.edition());
      switch (one.item().position()) {
        case Position.Id id -> parts.add(new KeyHash(0, id.id()));
        case Position.At at -> parts.add(place(at.time()));
        case Position.None _ -> {}
      }
    }
    return KeyHash.ofAll(parts);
  }

  private static KeyHash place(Instant time) {
    return new KeyHash(time.getEpochSecond(), time.getNano());
  }

  /** The time that an item says of itself; null when it says none. */
  static @Nullable Instant time(Item item) {
    return switch (item) {
      case Event event -> event.time();
      case Listed listed -> listed.time();
      case Unreadable _ -> null;
    };
  }

  static @Nullable String version(Item item) {
    return switch (item) {
      case Event event -> event.version();
      case Listed listed -> listed.version();
      case Unreadable _ -> null;
    };
  }

  /** The editions of those items that were handled or known, for overlaps with the next page. */
  Set<KeyHash> settled(List<Judged> judged) {
    Set<KeyHash> settled = new HashSet<>();
    for (int i = 0; i < judged.size(); i++) {
      if (judged.get(i).verdict() != Verdict.BEYOND_HOLD_BACK) {
        settled.add(items.get(i).edition());
      }
    }
    return settled;
  }
}
