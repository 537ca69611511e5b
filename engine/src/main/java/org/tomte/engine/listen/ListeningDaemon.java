package org.tomte.engine.listen;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.run.Judge;
import org.tomte.engine.run.Member;

/**
 * One revision of a daemon that listens.
 *
 * @param id its identity
 * @param about what is said about it to people
 * @param version changes with everything that makes it another daemon: revision, name, settings
 * @param source makes its listener
 * @param judge decides about events
 * @param handling how its events are handled
 */
public record ListeningDaemon(
    DaemonId id,
    About about,
    String version,
    ListenerOpener source,
    Judge judge,
    Handling handling) {

  /**
   * What is said about a daemon.
   *
   * @param name its name
   * @param owner who gets its alarms
   * @param connection the connection whose faults are shared with other daemons; empty for none
   */
  public record About(String name, String owner, String connection) {}

  /**
   * How events are handled.
   *
   * @param mode whether effects happen
   * @param keep how long events are kept
   * @param limits how much is gathered
   * @param silence when it is too quiet; null when it may be quiet for ever
   * @param nodes the nodes on which it listens; empty for all
   */
  public record Handling(
      Batch.Mode mode,
      KeepPolicy keep,
      Limits limits,
      Member.@Nullable Silence silence,
      Set<String> nodes) {}

  /**
   * How much is gathered.
   *
   * @param batch the most events of one batch; twenty times as many may wait
   * @param bytes the most bytes that wait or are committed at once
   * @param deadline how long a start or a commit may take
   */
  public record Limits(int batch, long bytes, Duration deadline) {

    /** The most events that wait. */
    int waiting() {
      return (int) Math.min(20L * batch, 1_000_000);
    }
  }

  String name() {
    return about.name();
  }
}
