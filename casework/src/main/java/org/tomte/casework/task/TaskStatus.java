package org.tomte.casework.task;

import java.util.Arrays;
import java.util.List;

/** Where a task stands; it follows from its progress and from closing it. */
public enum TaskStatus {
  /** Nobody has begun. */
  OPEN("open"),
  /** Its progress is above zero, or somebody said that work on it has begun. */
  IN_PROGRESS("in-progress"),
  /** Nobody works on it any more, whatever its progress. */
  CLOSED("closed");

  private final String word;

  TaskStatus(String word) {
    this.word = word;
  }

  /** The stored word. */
  public String word() {
    return word;
  }

  /** All words, in the usual order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(TaskStatus::word).toList();
  }

  /** That of a task that is not closed. */
  public static TaskStatus of(long progress) {
    return of(progress, false);
  }

  /**
   * That of a task that is not closed.
   *
   * @param started whether somebody said that work on it has begun
   */
  public static TaskStatus of(long progress, boolean started) {
    return started || progress > 0 ? IN_PROGRESS : OPEN;
  }

  /**
   * The status of a stored word.
   *
   * @throws IllegalArgumentException when there is none; the text says which there are
   */
  public static TaskStatus of(String word) {
    for (TaskStatus status : values()) {
      if (status.word.equals(word)) {
        return status;
      }
    }
    throw new IllegalArgumentException(
        "'%s' is no status of a task; valid are %s".formatted(word, words()));
  }
}
