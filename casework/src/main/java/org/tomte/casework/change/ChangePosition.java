package org.tomte.casework.change;

import java.util.Comparator;

/**
 * Where a change stands in the feed.
 *
 * @param transaction the id of the transaction that made it
 * @param sequence grows within the transaction
 */
public record ChangePosition(long transaction, long sequence)
    implements Comparable<ChangePosition> {

  /** Before every change. */
  public static final ChangePosition START = new ChangePosition(0, 0);

  private static final Comparator<ChangePosition> ORDER =
      Comparator.comparingLong(ChangePosition::transaction)
          .thenComparingLong(ChangePosition::sequence);

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static ChangePosition parse(String text) {
    int colon = text.indexOf(':');
    try {
      return new ChangePosition(
          Long.parseLong(text.substring(0, Math.max(colon, 0))),
          Long.parseLong(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a place in the change feed is two numbers such as 1200:34, not '" + text + "'", e);
    }
  }

  @Override
  public int compareTo(ChangePosition other) {
    return ORDER.compare(this, other);
  }

  /** For example {@code 1200:34}. */
  @Override
  public String toString() {
    return transaction + ":" + sequence;
  }
}
