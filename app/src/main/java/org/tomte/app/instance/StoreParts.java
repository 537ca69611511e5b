package org.tomte.app.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.Commanders;
import org.tomte.casework.access.Access;
import org.tomte.casework.change.ChangeFeed;
import org.tomte.casework.sample.SampleHistories;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.transfer.ObjectSource;
import org.tomte.engine.alarm.AlarmStore;
import org.tomte.engine.commit.CommitStore;
import org.tomte.engine.commit.DataLayerTransactions;
import org.tomte.engine.commit.Epochs;
import org.tomte.engine.commit.KeptReplay;
import org.tomte.engine.commit.PendingAcknowledgements;
import org.tomte.engine.commit.PeoplesCommands;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.QuarantineReplay;
import org.tomte.engine.commit.RunCommit;
import org.tomte.engine.commit.TransactionCommit;
import org.tomte.engine.connection.PauseStore;
import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.KeepJob;
import org.tomte.engine.keep.KeptEvents;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.outbox.AlarmTelling;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.quarantine.QuarantineStore;
import org.tomte.engine.secret.SecretStore;
import org.tomte.engine.shard.NodeStore;
import org.tomte.store.alarm.JdbiAlarms;
import org.tomte.store.casework.JdbiAudit;
import org.tomte.store.casework.JdbiCaseworkReader;
import org.tomte.store.casework.JdbiChangeFeed;
import org.tomte.store.casework.JdbiObjectSource;
import org.tomte.store.commit.JdbiAcknowledgements;
import org.tomte.store.commit.JdbiCommitStore;
import org.tomte.store.commit.JdbiEpochs;
import org.tomte.store.commit.JdbiPointers;
import org.tomte.store.connection.JdbiPauses;
import org.tomte.store.definition.JdbiDefinitions;
import org.tomte.store.keep.FolderBlobStore;
import org.tomte.store.keep.JdbiKeepJob;
import org.tomte.store.keep.JdbiKeptEvents;
import org.tomte.store.observe.JdbiRollups;
import org.tomte.store.observe.JdbiRunLog;
import org.tomte.store.outbox.JdbiAlarmTelling;
import org.tomte.store.outbox.JdbiOutbox;
import org.tomte.store.quarantine.JdbiQuarantine;
import org.tomte.store.secret.JdbiSecrets;
import org.tomte.store.shard.JdbiNodes;

/** The ports of engine and casework on one database. */
final class StoreParts {
  private final Jdbi jdbi;
  private final InstantSource clock;
  private final CaseworkContext context;
  private final BlobStore blobs;
  private final CommitStore commitStore;
  private final RunCommit commit;

  StoreParts(
      InstanceFoundation foundation,
      Supplier<CaseSettings> settings,
      Supplier<Commanders> commanders) {
    this.jdbi = foundation.jdbi();
    this.clock = foundation.clock();
    this.context =
        new CaseworkContext(
            clock,
            settings,
            new Commanders() {
              @Override
              public Access daemon(int identity) {
                return commanders.get().daemon(identity);
              }
            });
    try {
      this.blobs = new FolderBlobStore(foundation.home().blobs(), clock);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
    this.commitStore = new JdbiCommitStore(jdbi);
    this.commit = new TransactionCommit(commitStore, blobs, context);
  }

  RunCommit commit() {
    return commit;
  }

  BlobStore blobs() {
    return blobs;
  }

  Epochs epochs() {
    return new JdbiEpochs(jdbi);
  }

  Pointers pointers() {
    return new JdbiPointers(jdbi, clock);
  }

  PendingAcknowledgements acknowledgements() {
    return new JdbiAcknowledgements(jdbi);
  }

  Rollups rollups() {
    return new JdbiRollups(jdbi);
  }

  RunLog runLog() {
    return new JdbiRunLog(jdbi);
  }

  KeptEvents keptEvents() {
    return new JdbiKeptEvents(jdbi, blobs);
  }

  KeepJob keepJob() {
    return new JdbiKeepJob(jdbi, blobs);
  }

  OutboxStore outbox() {
    return new JdbiOutbox(jdbi);
  }

  AlarmTelling alarmTelling() {
    return new JdbiAlarmTelling(jdbi);
  }

  PauseStore pauses() {
    return new JdbiPauses(jdbi);
  }

  QuarantineStore quarantine() {
    return new JdbiQuarantine(jdbi, blobs);
  }

  QuarantineReplay quarantineReplay() {
    return new QuarantineReplay(commitStore, quarantine(), blobs, context);
  }

  KeptReplay keptReplay() {
    return new KeptReplay(commitStore, blobs, context);
  }

  DataLayerTransactions transactions() {
    return new DataLayerTransactions(commitStore);
  }

  ObjectSource objects() {
    return new JdbiObjectSource(jdbi);
  }

  SampleHistories samples() {
    return new SampleHistories(transactions(), context.settings());
  }

  PeoplesCommands peoplesCommands() {
    return new PeoplesCommands(commitStore, Acting.commanding(context));
  }

  CaseworkReader casework() {
    return new JdbiCaseworkReader(jdbi);
  }

  JdbiAudit audit() {
    return new JdbiAudit(jdbi);
  }

  ChangeFeed changes() {
    return new JdbiChangeFeed(jdbi);
  }

  AlarmStore alarms() {
    return new JdbiAlarms(jdbi);
  }

  NodeStore nodes() {
    return new JdbiNodes(jdbi);
  }

  DefinitionStore definitions() {
    return new JdbiDefinitions(jdbi);
  }

  SecretStore secrets() {
    return new JdbiSecrets(jdbi);
  }
}
