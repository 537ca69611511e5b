package org.tomte.engine.simulation;

import java.time.InstantSource;
import java.util.List;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.audit.AuditReader;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.CommitStore;
import org.tomte.engine.commit.Epochs;
import org.tomte.engine.commit.PendingAcknowledgements;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.RunCommit;
import org.tomte.engine.commit.TransactionCommit;
import org.tomte.engine.connection.PauseStore;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.KeptEvents;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.quarantine.QuarantineStore;

/**
 * Commits into memory: the same commit code over a store without a database, for dry runs, what-if
 * and {@code tomte test}. What it holds is lost with it.
 */
public final class InMemoryCommit implements RunCommit {
  private final Tables tables;
  private final MemoryBlobs blobs;
  private final InstantSource clock;
  private final RunCommit commit;

  /**
   * An empty store.
   *
   * @param casework what commands of the data layer share
   */
  public InMemoryCommit(CaseworkContext casework) {
    this.clock = casework.clock();
    this.blobs = new MemoryBlobs(clock);
    this.tables = new Tables(blobs);
    this.commit = new TransactionCommit(store(), blobs, casework);
  }

  @Override
  public List<BatchOutcome> commit(List<Batch> batches) {
    return commit.commit(batches);
  }

  /** Where the commits go. */
  public CommitStore store() {
    return new MemoryStore(tables);
  }

  /** Who may commit. */
  public Epochs epochs() {
    return new MemoryEpochs(tables);
  }

  /** Where streams go on. */
  public Pointers pointers() {
    return new MemoryPointers(tables, clock);
  }

  /** What is to be done at sources. */
  public PendingAcknowledgements acknowledgements() {
    return new MemoryAcknowledgements(tables);
  }

  /** What is to be sent. */
  public OutboxStore outbox() {
    return new MemoryOutbox(tables);
  }

  /** Pauses of connections. */
  public PauseStore pauses() {
    return new MemoryPauses(tables);
  }

  /** Events in quarantine. */
  public QuarantineStore quarantine() {
    return new MemoryQuarantine(tables);
  }

  /** Events with their decisions. */
  public KeptEvents kept() {
    return new MemoryKeptEvents(tables);
  }

  /** Counters by minute. */
  public Rollups rollups() {
    return new MemoryRollups(tables);
  }

  /** Runs. */
  public RunLog runs() {
    return new MemoryRunLog(tables);
  }

  /** Bodies. */
  public BlobStore blobs() {
    return blobs;
  }

  /** The data layer, also to set it up before a simulation. */
  public CaseworkTransaction casework() {
    return tables.casework;
  }

  /** Reads the data layer. */
  public CaseworkReader caseworkReader() {
    return tables.committedView(CaseworkReader.class, tables.casework.reader());
  }

  /** Reads what people did to the data layer. */
  public AuditReader auditReader() {
    return tables.casework.auditReader();
  }
}
