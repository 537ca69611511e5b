package org.tomte.casework.memory;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows in order of their key, whose changes can be taken back. */
final class MemoryTable<K extends Comparable<? super K>, V> {
  private final NavigableMap<K, V> rows = new TreeMap<>();
  private final UndoLog undo;

  MemoryTable(UndoLog undo) {
    this.undo = undo;
  }

  void put(K key, V value) {
    V old = rows.put(key, value);
    undo.add(() -> {
      if (old == null) {
        rows.remove(key);
      } else {
        rows.put(key, old);
      }
    });
  }

  void remove(K key) {
    V old = rows.remove(key);
    if (old != null) {
      undo.add(() -> rows.put(key, old));
    }
  }

  @Nullable V get(K key) {
    return rows.get(key);
  }

  /** All rows; cannot be changed through it. */
  NavigableMap<K, V> rows() {
    return Collections.unmodifiableNavigableMap(rows);
  }
}
