package org.tomte.casework.change;

import java.util.List;

/** Writes changes in the transaction of what changed. */
public interface ChangeLog {

  /** Appends changes in order; each gets the transaction's id and the next sequence number. */
  void append(List<NewChange> changes);

  /**
   * The changes of an object in the order they were applied, also those of this transaction; its
   * creation first.
   */
  List<Change> of(ObjectRef object);
}
