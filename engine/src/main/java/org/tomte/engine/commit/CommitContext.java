package org.tomte.engine.commit;

import java.time.InstantSource;
import org.tomte.casework.entity.Harvester;
import org.tomte.engine.keep.Archive;

/**
 * What all commits share.
 *
 * @param store where they go
 * @param archive turns events into their stored form
 * @param harvester finds entities in titles and descriptions
 * @param clock tells when
 */
record CommitContext(
    CommitStore store, Archive archive, Harvester harvester, InstantSource clock) {}
