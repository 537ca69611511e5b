package org.tomte.casework.task;

import java.util.Comparator;

/**
 * The stable name that whoever made a task knows it by. Each daemon has names of its own, so that
 * two that count from one do not meet in one task.
 *
 * @param daemon the identity of the daemon that gave it, positive
 * @param text as given; never blank
 */
public record TaskKey(int daemon, String text) implements Comparable<TaskKey> {

  private static final Comparator<TaskKey> ORDER =
      Comparator.comparingInt(TaskKey::daemon).thenComparing(TaskKey::text);

  /** Rejects what names nothing. */
  public TaskKey {
    if (daemon <= 0 || text.isBlank()) {
      throw new IllegalArgumentException(
          "the key of a task is a text that is not blank, by a daemon with a positive identity, not '%s' by %d"
              .formatted(text, daemon));
    }
  }

  @Override
  public int compareTo(TaskKey other) {
    return ORDER.compare(this, other);
  }
}
