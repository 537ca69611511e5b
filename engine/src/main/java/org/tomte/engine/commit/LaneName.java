package org.tomte.engine.commit;

import java.util.Comparator;
import org.tomte.engine.DaemonId;

/**
 * Names what has an epoch: a lane of a daemon. The order is the one in which lanes are locked.
 *
 * @param daemon whose it is
 * @param lane {@link Batch#WHOLE}, a node or a partition
 */
public record LaneName(DaemonId daemon, String lane) implements Comparable<LaneName> {
  private static final Comparator<LaneName> ORDER =
      Comparator.comparing(LaneName::daemon).thenComparing(LaneName::lane);

  @Override
  public int compareTo(LaneName other) {
    return ORDER.compare(this, other);
  }
}
