package org.tomte.engine.listen;

import java.util.Map;
import org.tomte.engine.DaemonId;

/** Where a node learns which daemons are to listen on it. */
public interface ListenerSource {

  /** A number that grows with every change of any definition or switch. */
  long version();

  /** The enabled daemons that are to listen on this node, as they are now. */
  Map<DaemonId, ListeningDaemon> wanted();

  /**
   * Raises the epoch of this node's lane of a daemon and gives the new one: no start of before can
   * commit any more.
   */
  long raiseEpoch(DaemonId daemon);

  /** Forgets this node's lane of a daemon that no longer listens here. */
  void closeLane(DaemonId daemon);
}
