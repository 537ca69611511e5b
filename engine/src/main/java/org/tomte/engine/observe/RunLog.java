package org.tomte.engine.observe;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;

/** Runs that wrote something or failed; runs that found nothing are only counted by minute. */
public interface RunLog {

  /**
   * Writes that runs ended, with their rows where they have none yet; many in one transaction. An
   * ending of an older epoch or of an earlier start than the row's changes nothing, and one whose
   * lane has a newer epoch settles nothing: whoever took the daemon over has the last word.
   */
  void end(List<Ended> runs);

  /**
   * The latest runs of a daemon, the latest first.
   *
   * @param before only runs planned before; null for the latest
   */
  List<LoggedRun> of(DaemonId daemon, @Nullable Instant before, int limit);

  /** Whether the planned instant of a daemon was settled by a run. */
  boolean settled(DaemonId daemon, Instant planned);

  /** Removes runs planned before an instant; gives how many. */
  long forget(Instant before);

  /**
   * How a run ended.
   *
   * @param run which
   * @param epoch the lane's epoch by which it ran
   * @param outcome one word: {@code done}, {@code failed}, {@code stopped}, {@code superseded}
   * @param words for a person
   * @param settled whether the planned instant needs no other run
   * @param ended when
   * @param counters what the run counted
   */
  record Ended(
      RunId run,
      long epoch,
      String outcome,
      String words,
      boolean settled,
      Instant ended,
      Counters counters) {}

  /**
   * Names a run, as its commits do.
   *
   * @param daemon whose it is
   * @param lane the lane
   * @param planned the instant it was planned for
   * @param cause why it ran, in lower case
   * @param started when it started
   * @param node where
   */
  record RunId(
      DaemonId daemon, String lane, Instant planned, String cause, Instant started, String node) {}

  /**
   * A run as it is stored.
   *
   * @param commits how many batches it committed
   * @param outcome null while it runs, or when it was lost
   * @param words null while it runs
   * @param ended null while it runs
   * @param counters null while it runs
   */
  record LoggedRun(
      RunId run,
      int commits,
      @Nullable String outcome,
      @Nullable String words,
      @Nullable Instant ended,
      @Nullable Counters counters) {}
}
