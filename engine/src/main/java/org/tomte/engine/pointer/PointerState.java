package org.tomte.engine.pointer;

import org.jspecify.annotations.Nullable;
import org.tomte.api.StreamKind;

/**
 * Where the next run of one stream goes on. Immutable; two equal states need no writing. {@link
 * PointerCodec} gives its stored form, {@link PointerWords} its words.
 */
public sealed interface PointerState
    permits OrderedIdsPointer, WatermarkPointer, TokenPointer, SnapshotPointer {

  /** The kind in the stored form: {@code ordered-ids, watermark, token, snapshot}. */
  String kind();

  /** How the stream begins; null once it has been read to its end. */
  @Nullable Opening opening();

  /** The kind of pointer that a stream of this kind has. */
  static String kindOf(StreamKind kind) {
    return switch (kind) {
      case StreamKind.OrderedIds _ -> OrderedIdsPointer.KIND;
      case StreamKind.Watermark _ -> WatermarkPointer.KIND;
      case StreamKind.Token _ -> TokenPointer.KIND;
      case StreamKind.Snapshot _ -> SnapshotPointer.KIND;
    };
  }
}
