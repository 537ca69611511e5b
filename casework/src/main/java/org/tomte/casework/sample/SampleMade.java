package org.tomte.casework.sample;

/**
 * What was made.
 *
 * @param changes rows of the change log
 */
public record SampleMade(
    long incidents, long triageEvents, long tasks, long notes, long changes, long links) {

  /** Nothing. */
  static final SampleMade NOTHING = new SampleMade(0, 0, 0, 0, 0, 0);

  SampleMade plus(SampleMade other) {
    return new SampleMade(
        incidents + other.incidents,
        triageEvents + other.triageEvents,
        tasks + other.tasks,
        notes + other.notes,
        changes + other.changes,
        links + other.links);
  }
}
