package org.tomte.engine.commit;

import java.util.List;
import org.tomte.engine.DaemonId;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.observe.Counters;

/**
 * What one daemon commits at once: all of it or nothing.
 *
 * @param daemon whose batch it is
 * @param lane which part of the daemon's source moves by itself: {@link #WHOLE} for polled sources,
 *     the node for listeners, the partition for Kafka. Each lane has an epoch of its own
 * @param epoch the epoch of the lane that the run was started with
 * @param run the run that brought it
 * @param mode whether effects happen
 * @param events in the order of their streams
 * @param pointers where the streams go on afterwards; at most one move per stream
 * @param counters what was counted before the commit: {@code READ}, {@code KNOWN} by the pointer,
 *     {@code FUTURE}, and rules of events that are not among {@code events}. What becomes of the
 *     events, and their rules, is counted by the commit
 * @param keep how long what is written is kept
 */
public record Batch(
    DaemonId daemon,
    String lane,
    long epoch,
    RunRef run,
    Mode mode,
    List<Judged> events,
    List<PointerMove> pointers,
    Counters counters,
    KeepPolicy keep) {

  /** The lane of a source that is polled as one. */
  public static final String WHOLE = "";

  /** Copies both lists. */
  public Batch {
    events = List.copyOf(events);
    pointers = List.copyOf(pointers);
    if (pointers.stream().map(PointerMove::stream).distinct().count() != pointers.size()) {
      throw new IllegalArgumentException(
          "a batch of daemon %d moves the pointer of one stream twice".formatted(daemon.value()));
    }
  }

  /** Whether effects happen. */
  public enum Mode {
    /** Decide and record; make nothing. */
    OBSERVE,
    /** Effects happen. */
    LIVE
  }

  /** The same batch with other events. */
  public Batch withEvents(List<Judged> others) {
    return new Batch(daemon, lane, epoch, run, mode, others, pointers, counters, keep);
  }
}
