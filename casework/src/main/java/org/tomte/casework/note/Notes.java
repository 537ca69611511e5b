package org.tomte.casework.note;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.tomte.casework.change.ObjectRef;

/** Stored notes, as one transaction changes them. */
public interface Notes {

  /** Takes ids that nobody else gets, ascending. */
  List<Long> takeIds(int count);

  /** Inserts notes. */
  void insert(List<Note> notes);

  /** Those on an object in the order they were written. */
  List<Note> of(ObjectRef object);

  /** Reads notes without keeping others from changing them; unknown ids are left out. */
  Map<Long, Note> find(Collection<Long> ids);

  /**
   * Reads notes and keeps others from changing them until the transaction ends. Locks are taken in
   * ascending order.
   *
   * @return by id; unknown ids are left out
   */
  Map<Long, Note> lock(Collection<Long> ids);

  /** Writes locked notes back: text, edited, flags, mentions. */
  void update(Collection<Note> notes);

  /** Deletes locked notes. */
  void delete(Collection<Long> ids);
}
