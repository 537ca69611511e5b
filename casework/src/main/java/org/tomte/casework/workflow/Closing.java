package org.tomte.casework.workflow;

import java.util.List;

/**
 * What closing an incident asks for.
 *
 * @param reasons the reasons that are offered
 * @param otherReasons whether others are taken too
 * @param reasonRequired whether there must be a reason
 * @param noteRequired whether there must be a note
 * @param openTasks what becomes of its open tasks
 */
public record Closing(
    List<String> reasons,
    boolean otherReasons,
    boolean reasonRequired,
    boolean noteRequired,
    OpenTasks openTasks) {

  /** Nothing is asked for; open tasks are closed with the incident. */
  public static final Closing STANDARD =
      new Closing(
          List.of(
              "true-positive", "benign-positive", "false-positive", "duplicate", "inconclusive"),
          true,
          false,
          false,
          OpenTasks.CLOSE);

  /** Copies the list. */
  public Closing {
    reasons = List.copyOf(reasons);
  }

  /** What becomes of the open tasks of an incident that is closed. */
  public enum OpenTasks {
    /** They are closed too. */
    CLOSE,
    /** They stay open. */
    KEEP,
    /** The incident cannot be closed before them. */
    REFUSE
  }
}
