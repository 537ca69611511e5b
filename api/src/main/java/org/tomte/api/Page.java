package org.tomte.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complete part of a stream. What is known to be incomplete is never a page but a {@link
 * ConnectorFault}.
 *
 * @param items in the order of the stream
 * @param next how to ask for the page after this one in the same run; null when this was the last
 * @param token where to go on after this page in a token stream; null in other kinds
 * @param sourceNow the source's own clock when it can be asked, else null
 */
public record Page(
    List<? extends Item> items,
    @Nullable String next,
    @Nullable String token,
    @Nullable Instant sourceNow) {

  /** The last page of a run, of a stream that needs no token and whose source has no clock. */
  public static Page last(List<? extends Item> items) {
    return new Page(items, null, null, null);
  }

  /** A page after which more can be read in the same run. */
  public static Page more(List<? extends Item> items, String next) {
    return new Page(items, next, null, null);
  }
}
