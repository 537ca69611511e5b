package org.tomte.engine.definition;

import org.jspecify.annotations.Nullable;

/** How an action names an incident or a task. */
final class Targets {

  private Targets() {}

  static void checkTask(String word, @Nullable ExpressionText task, @Nullable ExpressionText key) {
    if ((task == null) == (key == null)) {
      throw new IllegalArgumentException(
          word
              + " needs exactly one of task (its number) and key (the one with which this daemon"
              + " created it)");
    }
  }

  static void check(String word, @Nullable ExpressionText incident, @Nullable ExpressionText key) {
    if ((incident == null) == (key == null)) {
      throw new IllegalArgumentException(
          word
              + " needs exactly one of incident (its number) and key (that of the event which made"
              + " it)");
    }
  }
}
