package org.tomte.casework.note;

import java.util.List;

/** Stored notes, as one transaction adds to them. */
public interface Notes {

  /** Takes ids that nobody else gets, ascending. */
  List<Long> takeIds(int count);

  /** Inserts notes. */
  void insert(List<Note> notes);
}
