package org.tomte.engine.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.commit.QuarantineRow;
import org.tomte.engine.keep.StoredBody;
import org.tomte.engine.quarantine.QuarantineStore;

/**
 * A quarantine entry.
 *
 * @param row as it was put there
 * @param reason the reason, of the last replay when one failed
 * @param stage the stage
 * @param fields edited fields; null when they were not edited
 * @param raw edited raw form; null when it was not edited
 * @param state where it stands
 * @param replays how often a replay failed
 * @param closing who did something last
 */
record StoredEntry(
    QuarantineRow row,
    String stage,
    String reason,
    @Nullable Map<String, @Nullable Object> fields,
    @Nullable StoredBody raw,
    QuarantineStore.State state,
    int replays,
    QuarantineStore.@Nullable Closing closing) {

  static StoredEntry of(QuarantineRow row) {
    return new StoredEntry(
        row, row.stage(), row.reason(), null, null, QuarantineStore.State.NEW, 0, null);
  }

  boolean open() {
    return state == QuarantineStore.State.NEW;
  }

  StoredEntry edited(
      @Nullable Map<String, @Nullable Object> newFields,
      @Nullable StoredBody newRaw,
      QuarantineStore.Closing by) {
    return new StoredEntry(
        row,
        stage,
        reason,
        newFields == null ? fields : newFields,
        newRaw == null ? raw : newRaw,
        state,
        replays,
        by);
  }

  StoredEntry ended(QuarantineStore.State end, QuarantineStore.Closing by) {
    return new StoredEntry(row, stage, reason, fields, raw, end, replays, by);
  }

  StoredEntry failedAgain(String newStage, String newReason, QuarantineStore.Closing by) {
    return new StoredEntry(row, newStage, newReason, fields, raw, state, replays + 1, by);
  }
}
