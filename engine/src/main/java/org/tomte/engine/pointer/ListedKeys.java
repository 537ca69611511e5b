package org.tomte.engine.pointer;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the pages of one listing held. Each page adds a link, so that judging a page twice
 * gives the same answer; 16 bytes a key, since a folder may have millions of files.
 *
 * @param before the pages before; null for none
 * @param page the hashes of one page, high and low by turns
 * @param size how many keys all pages had, repeated ones counted again
 */
record ListedKeys(@Nullable ListedKeys before, PageKeys page, int size) {

  static final ListedKeys EMPTY = new ListedKeys(null, new PageKeys(List.of()), 0);

  ListedKeys with(List<KeyHash> keys) {
    return keys.isEmpty() ? this : new ListedKeys(this, new PageKeys(keys), size + keys.size());
  }

  Complete complete() {
    KeyHash[] all = new KeyHash[size];
    int at = 0;
    for (ListedKeys link = this; link != null; link = link.before) {
      at = link.page.copyInto(all, at);
    }
    return new Complete(all);
  }

  /** The hashes of one page. */
  static final class PageKeys {
    private final long[] halves;

    PageKeys(List<KeyHash> keys) {
      halves = new long[keys.size() * 2];
      for (int i = 0; i < keys.size(); i++) {
        halves[2 * i] = keys.get(i).high();
        halves[2 * i + 1] = keys.get(i).low();
      }
    }

    int copyInto(KeyHash[] all, int start) {
      int at = start;
      for (int i = 0; i < halves.length; i += 2) {
        all[at++] = new KeyHash(halves[i], halves[i + 1]);
      }
      return at;
    }
  }

  /** All keys of a listing, to be looked up. */
  static final class Complete {
    private final KeyHash[] sorted;

    Complete(KeyHash[] all) {
      Arrays.sort(all);
      int distinct = 0;
      for (int i = 0; i < all.length; i++) {
        if (i == 0 || !all[i].equals(all[i - 1])) {
          all[distinct++] = all[i];
        }
      }
      sorted = Arrays.copyOf(all, distinct);
    }

    boolean contains(KeyHash key) {
      return Arrays.binarySearch(sorted, key) >= 0;
    }

    int size() {
      return sorted.length;
    }
  }
}
