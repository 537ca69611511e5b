package org.tomte.engine.commit;

/** What became of the replay of one quarantine entry. */
public sealed interface ReplayOutcome {

  /** The event was worked on; its entry is closed. */
  record Replayed(EventOutcome outcome) implements ReplayOutcome {}

  /** It failed again; the entry stays open with the new reason. */
  record FailedAgain(String stage, String reason) implements ReplayOutcome {}

  /** Nothing was done: the entry does not exist, or somebody replayed or discarded it before. */
  record NotOpen() implements ReplayOutcome {}

  /** Nothing was done: the store failed; the entry is as it was. */
  record Unavailable(String words) implements ReplayOutcome {}
}
