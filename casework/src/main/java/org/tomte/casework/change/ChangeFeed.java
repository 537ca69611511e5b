package org.tomte.casework.change;

import java.util.List;

/**
 * Reads committed changes in an order in which none can appear behind the reader.
 *
 * <p>A change is returned only when every transaction with a smaller id has ended, so a transaction
 * that commits late is never skipped. Within one object, two transactions that overlapped may stand
 * in another order than they were applied; whoever needs an object's state reads the object.
 */
public interface ChangeFeed {

  /**
   * Returns the changes after a place, in the order of {@link ChangePosition}; empty when there are
   * none yet.
   *
   * @param limit at least 1
   */
  List<Change> read(ChangePosition after, int limit);

  /** The place after all changes that can be read now. */
  ChangePosition end();
}
