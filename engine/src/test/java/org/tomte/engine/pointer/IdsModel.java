package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.tomte.api.Event;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Position;

/** A table with a sequence: transactions commit in another order, some never, rows are deleted. */
@NullUnmarked
final class IdsModel implements ModelSource {

  /** A row: its id (null when it has none), its time, and when it became visible. */
  record Row(String key, Long id, Instant time, Instant visible) {}

  final List<Row> rows = new ArrayList<>();
  Instant now = ModelRunner.T0;
  boolean cursors = true;
  boolean filters = true;
  Long shuffle;

  @Override
  public Page poll(PollRequest request) {
    List<Row> found = new ArrayList<>();
    for (Row row : rows) {
      boolean early =
          filters
              && row.id() != null
              && request.from() instanceof Position.Id from
              && row.id() <= from.id();
      if (!row.visible().isAfter(now) && !early) {
        found.add(row);
      }
    }
    found.sort(
        Comparator.comparing(Row::id, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::key));
    if (shuffle != null) {
      Collections.shuffle(found, new Random(shuffle));
    }
    int start = request.next() == null ? 0 : Integer.parseInt(request.next());
    int end = Math.min(found.size(), start + request.maxEvents());
    List<Event> items = new ArrayList<>();
    for (Row row : found.subList(Math.min(start, end), end)) {
      Position position = row.id() == null ? Position.NONE : new Position.Id(row.id());
      items.add(Event.of(row.key(), position, row.time(), Map.of()));
    }
    return new Page(items, cursors && end < found.size() ? String.valueOf(end) : null, null, null);
  }
}
