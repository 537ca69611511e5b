package org.tomte.engine.commit;

import org.tomte.engine.pointer.SnapshotDelta;

/**
 * Where a stream goes on after the batch.
 *
 * @param stream the stream's name
 * @param kind the word of the pointer's kind, for example {@code watermark}
 * @param state the pointer as JSON, opaque to the commit
 * @param words the pointer for a person, for example "mails after UID 4711"
 * @param members what changes among the known members of a snapshot; {@link SnapshotDelta#NONE} for
 *     streams of other kinds
 */
public record PointerMove(
    String stream, String kind, String state, String words, SnapshotDelta members) {

  /** A move of a stream that is no snapshot. */
  public static PointerMove to(String stream, String kind, String state, String words) {
    return new PointerMove(stream, kind, state, words, SnapshotDelta.NONE);
  }
}
