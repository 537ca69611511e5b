package org.tomte.casework.source;

import java.util.OptionalInt;

/** Knows the identities of daemons, so that a daemon can be told from others in changes. */
@FunctionalInterface
public interface DaemonIdentities {

  /** The identity of the daemon of this name; empty when it has none yet, as in a dry run. */
  OptionalInt identity(String daemon);
}
