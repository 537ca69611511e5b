package org.tomte.engine.simulation;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A sorted table whose changes can be taken back. */
final class UndoMap<K, V> {
  private final TreeMap<K, V> rows = new TreeMap<>();
  private final Undo undo;

  /** The changes of all tables since the transaction began. */
  static final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    void forget() {
      steps.clear();
    }

    void takeBack() {
      while (!steps.isEmpty()) {
        steps.pop().run();
      }
    }
  }

  UndoMap(Undo undo) {
    this.undo = undo;
  }

  @Nullable V get(K key) {
    return rows.get(key);
  }

  void put(K key, V value) {
    V before = rows.put(key, value);
    undo.steps.push(() -> restore(key, before));
  }

  void remove(K key) {
    V before = rows.remove(key);
    undo.steps.push(() -> restore(key, before));
  }

  private void restore(K key, @Nullable V before) {
    if (before == null) {
      rows.remove(key);
    } else {
      rows.put(key, before);
    }
  }

  /** All rows, ascending. */
  NavigableMap<K, V> rows() {
    return Collections.unmodifiableNavigableMap(rows);
  }
}
