package org.tomte.engine.commit;

import java.util.Collection;
import java.util.Map;
import org.tomte.engine.DaemonId;

/**
 * Who may commit. Raising an epoch makes every run that was started before fail at its next commit;
 * a commit that is under way is waited for. Every method throws {@link StoreFault}.
 */
public interface Epochs {

  /** Raises the epochs of all lanes of a daemon and opens {@link Batch#WHOLE}; gives them all. */
  Map<LaneName, Long> raise(DaemonId daemon);

  /** Raises the epochs of lanes, opening those that are new; gives the new epochs. */
  Map<LaneName, Long> raise(Collection<LaneName> lanes);

  /** The epochs of all lanes of daemons; lanes that were never opened are left out. */
  Map<LaneName, Long> of(Collection<DaemonId> daemons);

  /** Forgets lanes that nobody uses any more; a commit that comes late is stale. */
  void close(Collection<LaneName> lanes);
}
