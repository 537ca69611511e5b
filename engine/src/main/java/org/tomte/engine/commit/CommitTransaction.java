package org.tomte.engine.commit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.engine.DaemonId;
import org.tomte.engine.outbox.NewDelivery;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.quarantine.QuarantineStore;

/**
 * What one transaction of a commit reads and writes. Lists of names are ascending where it says
 * sorted, and rows are locked in that order. Every method throws {@link StoreFault}. Used by one
 * thread.
 */
public interface CommitTransaction {

  /**
   * Takes ids for kept events and quarantine entries that nobody else gets, also if the transaction
   * is rolled back.
   *
   * @param count at least 1
   * @return the first of so many that follow on each other
   */
  long takeIds(int count);

  /** Locks lanes until the end; lanes that were never opened are left out. */
  List<LaneRow> lockLanes(List<LaneName> sorted);

  /**
   * Writes the run's row when it is the run's first commit. The row of a run that ended without
   * settling its planned instant, or that was lost, is taken over.
   *
   * @return who settled the planned instant, for runs that come too late
   */
  Map<LaneName, RunRef> claimRuns(List<RunRow> runs);

  /**
   * Inserts keys that are not there.
   *
   * @return those that were inserted; the others are there or were there a moment ago
   */
  Set<KeyName> insertKeys(List<KeyRow> sorted);

  /** Reads keys; names that are not there are left out. */
  Map<KeyName, KeyRow> findKeys(Collection<KeyName> names);

  /** Reads keys and locks them until the end; names that are not there are left out. */
  Map<KeyName, KeyRow> lockKeys(List<KeyName> sorted);

  /** Reads the keys with these hashes in any stream of a daemon. */
  List<KeyRow> findKeys(DaemonId daemon, Collection<KeyHash> hashes);

  /** Writes keys back that are there. */
  void updateKeys(List<KeyRow> rows);

  /**
   * Locks correlations until the end; those that were not there are made.
   *
   * @return the stored states; empty text where there was none
   */
  Map<CorrelationName, String> lockCorrelations(List<CorrelationName> sorted);

  /** Writes locked correlations back. */
  void updateCorrelations(List<CorrelationRow> rows);

  /** Adds events with their decisions. */
  void keep(List<KeptRow> rows);

  /** Adds blocks of events that made nothing. */
  void keepBlocks(List<KeptBlock> blocks);

  /** Adds quarantine entries. */
  void quarantine(List<QuarantineRow> rows);

  /** Ends open quarantine entries of events of which a newer version came. */
  void supersedeQuarantine(Collection<KeyName> keys, QuarantineStore.Closing by);

  /** Locks a quarantine entry until the end; false when it is not open. */
  boolean lockQuarantined(long entry);

  /** Ends a locked quarantine entry whose event was worked on. */
  void endReplayed(long entry, QuarantineStore.Closing by);

  /** Says of a locked quarantine entry that a replay failed, and why. */
  void failAgain(long entry, String stage, String reason, QuarantineStore.Closing by);

  /** Adds what is to be done at the source; what is there already is not added again. */
  void acknowledge(List<AcknowledgementRow> rows);

  /**
   * Stores what is to be sent. One whose id is there already is not stored again, unless it stood
   * there only because its daemon observed.
   */
  void deliver(List<NewDelivery> rows);

  /** Adds to the minutes of daemons. */
  void count(List<RollupRow> rows);

  /** Moves pointers. */
  void movePointers(List<PointerRow> rows);

  /** Marks locked lanes with the attempt that commits them. */
  void stamp(List<LaneName> sorted, UUID attempt);

  /** The data layer in the same transaction. */
  CaseworkTransaction casework();
}
