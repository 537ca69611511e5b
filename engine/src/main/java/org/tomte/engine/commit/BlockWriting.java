package org.tomte.engine.commit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomte.engine.keep.BlockJson;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.keep.StoredBody;

/** Packs the events of a page that made nothing into one block per stream and span of keeping. */
final class BlockWriting {
  private final CommitContext context;
  private final CommitTransaction transaction;
  private final Instant now;
  private final LocalDate day;

  /** Names the batch by its index: the hash of a batch is that of all its events. */
  private record Page(int batch, int stream, Duration kept) {}

  BlockWriting(CommitContext context, CommitTransaction transaction, Instant now) {
    this.context = context;
    this.transaction = transaction;
    this.now = now;
    this.day = now.atZone(ZoneOffset.UTC).toLocalDate();
  }

  void write(List<EventWork> works) {
    Map<Page, List<EventWork>> pages = new LinkedHashMap<>();
    for (EventWork work : works) {
      boolean madeNothing =
          work.result() instanceof EventOutcome.Discarded
              || work.result() instanceof EventOutcome.Unmatched;
      if (!madeNothing) {
        continue;
      }
      KeepPolicy keep = work.batch.batch().keep();
      Duration kept = work.decision().matched() ? keep.matched() : keep.unmatched();
      if (kept.isPositive()) {
        Page page = new Page(work.batch.index(), work.event.name().stream(), kept);
        pages.computeIfAbsent(page, _ -> new ArrayList<>()).add(work);
      }
    }
    if (pages.isEmpty()) {
      return;
    }
    long next = transaction.takeIds(pages.size());
    List<KeptBlock> blocks = new ArrayList<>();
    for (Map.Entry<Page, List<EventWork>> page : pages.entrySet()) {
      blocks.add(block(page.getKey(), new KeptPlace(day, next), page.getValue()));
      next++;
    }
    transaction.keepBlocks(blocks);
  }

  private KeptBlock block(Page page, KeptPlace place, List<EventWork> works) {
    BlockJson lines = new BlockJson();
    int[] marks = new int[works.size()];
    for (int i = 0; i < marks.length; i++) {
      EventWork work = works.get(i);
      lines.add(work.event.item(), work.decision());
      marks[i] = work.event.name().mark();
    }
    byte[] text = lines.text().getBytes(StandardCharsets.UTF_8);
    return new KeptBlock(
        place,
        works.getFirst().batch.batch().daemon(),
        page.stream(),
        now,
        Writing.lastDay(day, page.kept()),
        marks,
        body(text));
  }

  private StoredBody body(byte[] text) {
    try {
      return context.archive().body(BlockJson.MEDIA_TYPE, text);
    } catch (IOException e) {
      throw new StoreFault(
          StoreFault.Kind.UNAVAILABLE,
          "Events that made nothing cannot be kept: " + e.getMessage(),
          e);
    }
  }
}
