package org.tomte.casework.task;

/**
 * What became of a task that was to be made.
 *
 * @param task as it stands
 * @param isNew false when a task had the key already
 */
public record MadeTask(Task task, boolean isNew) {}
