package org.tomte.engine.commit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.keep.Archive;
import org.tomte.engine.keep.DecisionJson;

/** Renders what is kept of events on another core while the store works on their objects. */
final class Rendering {
  private static final int WORTH_A_THREAD = 64;

  private final @Nullable CompletableFuture<Void> running;

  private Rendering(@Nullable CompletableFuture<Void> running) {
    this.running = running;
  }

  /** Begins with the events that are new and whose objects have their ids already. */
  static Rendering start(Archive archive, List<EventWork> works) {
    List<EventWork> simple = works.stream().filter(Rendering::canBegin).toList();
    return simple.size() < WORTH_A_THREAD
        ? new Rendering(null)
        : new Rendering(
            CompletableFuture.runAsync(() -> simple.forEach(work -> render(archive, work))));
  }

  private static boolean canBegin(EventWork work) {
    return work.insertedForGood()
        && work.kept != null
        && !Archive.needsBlobs(work.event.item()); // blobs were written before
  }

  private static void render(Archive archive, EventWork work) {
    KeyRow key = work.inserted;
    if (key != null) {
      work.event.archived(archive);
      work.decisionJson = DecisionJson.write(work.decision(), key.made(), false);
    }
  }

  /**
   * Waits until all is rendered.
   *
   * @throws StoreFault when a body cannot be stored
   */
  void await() {
    if (running == null) {
      return;
    }
    try {
      running.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
    }
  }
}
