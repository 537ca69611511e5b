package org.tomte.engine.run;

import java.util.function.ToIntFunction;
import org.tomte.api.Item;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.pointer.PointerSettings;

/**
 * What a run needs to know of a daemon whose source is polled.
 *
 * @param id its identity
 * @param name its name
 * @param owner who gets its alarms
 * @param source opens the source
 * @param judge decides about events
 * @param pointer how its pointers move
 * @param limits how much a run may do
 * @param writes what is written, and for how long
 */
public record PolledDaemon(
    DaemonId id,
    String name,
    String owner,
    SourceOpener source,
    Judge judge,
    PointerSettings pointer,
    RunLimits limits,
    Writes writes) {

  /**
   * What is written.
   *
   * @param mode whether effects happen
   * @param keep how long events are kept
   * @param acknowledgements what the source is told after a commit
   * @param depth how many daemons led to an item: always 0 for sources outside
   */
  public record Writes(
      Batch.Mode mode,
      KeepPolicy keep,
      Acknowledgements acknowledgements,
      ToIntFunction<Item> depth) {}
}
