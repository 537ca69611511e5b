package org.tomte.engine.commit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a lane.
 *
 * @param name the lane
 * @param epoch only commits of this epoch stand
 * @param lastCommit which attempt committed last; null before the first
 */
public record LaneRow(LaneName name, long epoch, @Nullable UUID lastCommit) {}
