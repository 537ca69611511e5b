package org.tomte.engine.commit;

/**
 * A run that wants to write.
 *
 * @param lane its lane
 * @param epoch the lane's epoch
 * @param run the run
 */
public record RunRow(LaneName lane, long epoch, RunRef run) {}
