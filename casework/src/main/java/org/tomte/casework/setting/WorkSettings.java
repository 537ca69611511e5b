package org.tomte.casework.setting;

import org.tomte.casework.entity.HarvestSettings;
import org.tomte.casework.workflow.Words;

/**
 * What the team set about the daily work beside the workflow.
 *
 * @param harvest where entities are looked for
 * @param largestAttachment the most bytes that a file may have
 * @param mostAttachments how many files an object may have
 * @param discardReasons why triage events are discarded
 */
public record WorkSettings(
    HarvestSettings harvest, long largestAttachment, int mostAttachments, Words discardReasons) {

  /** What holds when nobody set anything. */
  public static final WorkSettings STANDARD =
      new WorkSettings(
          HarvestSettings.STANDARD,
          100L << 20,
          500,
          Words.open("false-positive", "duplicate", "benign", "not-relevant", "test"));

  /** Rejects limits that nothing fits into. */
  public WorkSettings {
    if (largestAttachment < 1 || mostAttachments < 1) {
      throw new IllegalArgumentException(
          "an object takes at least one attachment of at least one byte, not %d of %d"
              .formatted(mostAttachments, largestAttachment));
    }
  }
}
