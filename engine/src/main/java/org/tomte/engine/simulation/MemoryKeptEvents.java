package org.tomte.engine.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.KeptBlock;
import org.tomte.engine.commit.KeptRow;
import org.tomte.engine.commit.MadeEffects;
import org.tomte.engine.keep.BlockJson;
import org.tomte.engine.keep.DecisionJson;
import org.tomte.engine.keep.EventJson;
import org.tomte.engine.keep.KeptEvents;
import org.tomte.engine.keep.StoredDecision;

/** Kept events in memory. */
record MemoryKeptEvents(Tables tables) implements KeptEvents {
  private static final Duration NEAR = Duration.ofMinutes(1);

  @Override
  public List<KeptEvent> ofKey(DaemonId daemon, String key) {
    return tables.transaction(() ->
        all(daemon)
            .filter(event -> event.item().key().equals(key))
            .sorted(Comparator.comparingLong(KeptEvent::id).reversed())
            .toList());
  }

  @Override
  public List<KeptEvent> ofObject(DaemonId daemon, ObjectRef object, Instant around) {
    return tables.transaction(() ->
        all(daemon)
            .filter(event -> !event.at().isBefore(around.minus(NEAR)))
            .filter(event -> !event.at().isAfter(around.plus(NEAR)))
            .filter(event -> event.made() != null && makes(event.made(), object))
            .sorted(Comparator.comparingLong(KeptEvent::id).reversed())
            .toList());
  }

  private static boolean makes(String made, ObjectRef object) {
    return MadeEffects.read(made).objects().contains(object);
  }

  @Override
  public List<KeptEvent> between(
      DaemonId daemon, Instant from, Instant until, long after, int limit) {
    return tables.transaction(() ->
        all(daemon)
            .filter(event -> !event.at().isBefore(from) && event.at().isBefore(until))
            .filter(event -> event.id() > after)
            .sorted(Comparator.comparingLong(KeptEvent::id))
            .limit(limit)
            .toList());
  }

  private Stream<KeptEvent> all(DaemonId daemon) {
    List<KeptEvent> events = new ArrayList<>();
    for (KeptRow row : tables.kept.rows().values()) {
      if (row.daemon().equals(daemon)) {
        StoredDecision decision = DecisionJson.read(row.decision());
        events.add(
            new KeptEvent(
                row.place().id(),
                tables.streamName(row.key().stream()).name(),
                row.at(),
                EventJson.read(row.event().json(), row.event().raw(), tables.blobs),
                decision,
                decision.made()));
      }
    }
    for (KeptBlock block : tables.blocks.rows().values()) {
      if (block.daemon().equals(daemon)) {
        events.addAll(unpacked(block));
      }
    }
    return events.stream();
  }

  private List<KeptEvent> unpacked(KeptBlock block) {
    String stream = tables.streamName(block.stream()).name();
    try (InputStream body = block.body().open(tables.blobs)) {
      String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
      return BlockJson.read(text, tables.blobs).stream()
          .map(line ->
              new KeptEvent(
                  block.place().id(), stream, block.at(), line.item(), line.decision(), null))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
