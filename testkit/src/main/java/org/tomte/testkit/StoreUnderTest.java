package org.tomte.testkit;

import org.tomte.casework.CaseworkReader;
import org.tomte.engine.commit.CommitStore;
import org.tomte.engine.commit.Epochs;
import org.tomte.engine.commit.PendingAcknowledgements;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.connection.PauseStore;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.KeptEvents;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.quarantine.QuarantineStore;

/** All that a store of the machinery offers, over one empty set of tables. */
public record StoreUnderTest(
    CommitStore store,
    Epochs epochs,
    Pointers pointers,
    PendingAcknowledgements acknowledgements,
    OutboxStore outbox,
    QuarantineStore quarantine,
    KeptEvents kept,
    Rollups rollups,
    RunLog runs,
    PauseStore pauses,
    BlobStore blobs,
    CaseworkReader casework) {}
