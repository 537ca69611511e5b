package org.tomte.engine.pointer;

import org.jspecify.annotations.Nullable;

/**
 * Notices within one run that a source returns the same page again. Two digests are enough (Brent's
 * cycle search): the page before, and one that is moved up whenever the count doubles.
 *
 * @param pages how many pages the run has read
 * @param previous the digest of the page before; null before the first
 * @param anchor the digest that is kept; null before the first
 */
record PageTrail(int pages, @Nullable KeyHash previous, @Nullable KeyHash anchor) {

  static final PageTrail EMPTY = new PageTrail(0, null, null);

  boolean repeats(KeyHash digest) {
    return digest.equals(previous) || digest.equals(anchor);
  }

  PageTrail with(KeyHash digest) {
    int count = pages + 1;
    boolean doubled = (count & (count - 1)) == 0;
    return new PageTrail(count, digest, doubled ? digest : anchor);
  }
}
