package org.tomte.casework.memory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.note.Note;
import org.tomte.casework.note.Notes;

/** Notes in memory. */
final class MemoryNotes implements Notes {
  private final MemoryTables tables;

  MemoryNotes(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<Long> takeIds(int count) {
    return tables.takeSequence(count);
  }

  @Override
  public void insert(List<Note> notes) {
    notes.forEach(note -> tables.notes.put(note.id(), note));
  }

  @Override
  public List<Note> of(ObjectRef object) {
    return tables.notes.rows().values().stream()
        .filter(note -> note.object().equals(object))
        .toList();
  }

  @Override
  public Map<Long, Note> find(Collection<Long> ids) {
    Map<Long, Note> found = new TreeMap<>();
    for (Long id : ids) {
      Note note = tables.notes.get(id);
      if (note != null) {
        found.put(id, note);
      }
    }
    return found;
  }

  @Override
  public Map<Long, Note> lock(Collection<Long> ids) {
    return find(ids);
  }

  @Override
  public void update(Collection<Note> notes) {
    notes.forEach(note -> tables.notes.put(note.id(), note));
  }

  @Override
  public void delete(Collection<Long> ids) {
    ids.forEach(tables.notes::remove);
  }
}
