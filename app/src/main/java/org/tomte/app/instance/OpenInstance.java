package org.tomte.app.instance;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.audit.AuditLog;
import org.tomte.casework.audit.AuditReader;
import org.tomte.casework.sample.SampleHistories;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.transfer.ObjectSource;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmStore;
import org.tomte.engine.commit.DataLayerTransactions;
import org.tomte.engine.commit.Epochs;
import org.tomte.engine.commit.KeptReplay;
import org.tomte.engine.commit.PeoplesCommands;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.QuarantineReplay;
import org.tomte.engine.connection.ConnectionTrials;
import org.tomte.engine.connection.CurrentPauses;
import org.tomte.engine.connection.PauseStore;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.KeptEvents;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.quarantine.QuarantineStore;
import org.tomte.engine.run.DaemonFactory;
import org.tomte.engine.run.Fleet;
import org.tomte.engine.run.MemberStatus;
import org.tomte.engine.run.RunServices;
import org.tomte.engine.secret.SecretVault;

/** What commands do with an open instance; the stores of a real one or of one in memory. */
public interface OpenInstance {

  /** The clock of everything in it. */
  InstantSource clock();

  /** Saving, importing and comparing definitions. */
  Definitions definitions();

  /** Stored documents and switches. */
  DefinitionStore definitionStore();

  /** All definitions as they are now, checked and compiled. */
  Validation compiled();

  /** Makes what runs out of compiled definitions. */
  DaemonFactory factory();

  /** What every run shares. */
  RunServices runServices();

  /** Who may commit. */
  Epochs epochs();

  /** Where streams go on. */
  Pointers pointers();

  /** What daemons counted. */
  Rollups rollups();

  /** Runs. */
  RunLog runLog();

  /** Events with their decisions. */
  KeptEvents keptEvents();

  /** What is sent outside. */
  OutboxStore outbox();

  /** Tries connections as runs would use them. */
  ConnectionTrials trials();

  /** Pauses of connections and their history. */
  PauseStore pauseStore();

  /** The pauses as this process sees them. */
  CurrentPauses pauses();

  /** Events that failed. */
  QuarantineStore quarantine();

  /** Works on events that failed again. */
  QuarantineReplay quarantineReplay();

  /** Makes of kept events what the rules of today ask for. */
  KeptReplay keptReplay();

  /** Bodies of events. */
  BlobStore blobs();

  /** Alarms. */
  AlarmStore alarms();

  /** Incidents, triage events and what belongs to them, as far as whoever acts may see it. */
  CaseworkReader casework();

  /** What the team set for the data layer, people among it. */
  CaseSettings settings();

  /** What people did, as far as whoever acts may see it. */
  AuditReader audit();

  /** Where is written what no other history tells. */
  AuditLog auditLog();

  /** What people do to incidents, triage events and what belongs to them. */
  PeoplesCommands commands();

  /** Stored secrets. */
  SecretVault secrets();

  /** The running daemons; null when this process is no node. */
  @Nullable Fleet fleet();

  /** How a daemon is on this node; empty when it neither runs nor listens here. */
  default Optional<MemberStatus> status(DaemonId daemon) {
    Fleet fleet = fleet();
    return fleet == null ? Optional.empty() : fleet.status(daemon);
  }

  /** The name of this process among the nodes. */
  String nodeName();

  /** Transactions of the data layer alone, for what is brought in whole. */
  DataLayerTransactions transactions();

  /** Everything in the data layer, for what is taken out whole. */
  ObjectSource objects();

  /** Histories that never happened, for demos and measurements. */
  SampleHistories samples();

  /** Backups of all of it. */
  Backups backups();

  /** Looks whether everything that it stands on is well. */
  List<Check> checks();

  /**
   * One thing that was looked at.
   *
   * @param what in a few words
   * @param state what was found
   * @param remedy what to do, one sentence; null when all is well
   */
  record Check(String what, String state, @Nullable String remedy) {

    /** All is well. */
    public static Check good(String what, String state) {
      return new Check(what, state, null);
    }

    /** Something is to be done. */
    public static Check bad(String what, String state, String remedy) {
      return new Check(what, state, remedy);
    }
  }

  /** The present instant. */
  default Instant now() {
    return clock().instant();
  }
}
