package org.tomte.engine.run;

import java.time.InstantSource;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.commit.PendingAcknowledgements;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.observe.Rollups;

/**
 * What every run shares.
 *
 * @param gate where batches are committed
 * @param pointers where streams go on
 * @param acknowledgements what sources still have to be told
 * @param rollups what daemons counted
 * @param alarms where a person is told
 * @param place the clock and this node's name
 */
public record RunServices(
    CommitGate gate,
    Pointers pointers,
    PendingAcknowledgements acknowledgements,
    Rollups rollups,
    AlarmBook alarms,
    Place place) {

  /**
   * Where and when.
   *
   * @param clock the clock
   * @param node this node's name
   */
  public record Place(InstantSource clock, String node) {}

  InstantSource clock() {
    return place.clock();
  }

  String node() {
    return place.node();
  }
}
