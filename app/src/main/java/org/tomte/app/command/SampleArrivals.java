package org.tomte.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.Unreadable;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.ListeningConnector;
import org.tomte.engine.definition.compile.CompiledSource;
import org.tomte.engine.simulation.Samples.SampleFault;

/** Reads sample files by a listening connector, as if their content had been sent to it. */
final class SampleArrivals {
  private SampleArrivals() {}

  /** Null when files say nothing to this source. */
  static @Nullable List<Item> read(CompiledSource source, Path file, Instant received)
      throws SampleFault {
    if (!(source.connector() instanceof ListeningConnector<?> listening)) {
      return null;
    }
    try {
      List<Arrival> arrivals =
          of(listening, source.resolved(UnaryOperator.identity()), file, received);
      return arrivals == null ? null : items(arrivals);
    } catch (IOException fault) {
      throw new SampleFault("%s cannot be read: %s".formatted(file, fault.getMessage()));
    }
  }

  private static <S extends Record> @Nullable List<Arrival> of(
      ListeningConnector<S> connector, Record settings, Path file, Instant received)
      throws IOException {
    return connector.sample(
        connector.settings().cast(settings), Files.readAllBytes(file), received);
  }

  private static List<Item> items(List<Arrival> arrivals) {
    List<Item> items = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      items.add(item("arrival-" + (items.size() + 1), arrival));
    }
    return items;
  }

  private static Item item(String key, Arrival arrival) {
    String reason = arrival.unreadable();
    Raw raw = arrival.raw();
    if (reason != null && raw != null) {
      return new Unreadable(key, Position.NONE, raw, reason);
    }
    return new Event(
        key,
        Position.NONE,
        arrival.time(),
        null,
        arrival.fields(),
        arrival.attachments(),
        raw,
        arrival.link());
  }
}
