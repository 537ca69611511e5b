package org.tomte.engine.commit;

import java.util.List;
import java.util.Map;
import org.tomte.engine.keep.Archive;

/**
 * A batch with what does not depend on the attempt.
 *
 * @param index its place among the batches of the call
 * @param batch what is committed
 * @param events its events, or some of them while a bad one is looked for
 * @param streams the numbers of its streams
 */
record PreparedBatch(
    int index, Batch batch, List<PreparedEvent> events, Map<String, Integer> streams) {

  LaneName lane() {
    return new LaneName(batch.daemon(), batch.lane());
  }

  PreparedBatch with(List<PreparedEvent> some) {
    return new PreparedBatch(index, batch, some, streams);
  }

  int stream(String name) {
    Integer number = streams.get(name);
    if (number == null) {
      throw new IllegalStateException("stream " + name + " was not prepared");
    }
    return number;
  }

  /** Writes blobs before locks are held. */
  void writeBlobs(Archive archive) {
    for (PreparedEvent event : events) {
      if (event.keyed(batch.mode()) && Archive.needsBlobs(event.item())) {
        event.archived(archive);
      }
    }
  }
}
