package org.tomte.engine.commit;

import java.time.InstantSource;
import org.tomte.casework.CaseworkContext;
import org.tomte.engine.keep.Archive;

/**
 * What all commits share.
 *
 * @param store where they go
 * @param archive turns events into their stored form
 * @param casework what commands of the data layer share
 */
record CommitContext(CommitStore store, Archive archive, CaseworkContext casework) {

  /** Tells when. */
  InstantSource clock() {
    return casework.clock();
  }
}
