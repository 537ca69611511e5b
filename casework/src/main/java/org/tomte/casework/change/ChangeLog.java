package org.tomte.casework.change;

import java.util.List;

/** Writes changes in the transaction of what changed. */
public interface ChangeLog {

  /** Appends changes in order; each gets the transaction's id and the next sequence number. */
  void append(List<NewChange> changes);
}
