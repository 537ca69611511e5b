package org.tomte.casework.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/** Remembers how to take back what was done. */
final class UndoLog {
  private final Deque<Runnable> steps = new ArrayDeque<>();

  void add(Runnable step) {
    steps.push(step);
  }

  int mark() {
    return steps.size();
  }

  void rollBackTo(int mark) {
    if (mark < 0 || mark > steps.size()) {
      throw new IllegalArgumentException(
          "the mark %d is not among the %d steps that can be taken back"
              .formatted(mark, steps.size()));
    }
    while (steps.size() > mark) {
      steps.pop().run();
    }
  }

  void forget() {
    steps.clear();
  }
}
