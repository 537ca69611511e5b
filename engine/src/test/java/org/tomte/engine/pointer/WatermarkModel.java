package org.tomte.engine.pointer;

import java.time.Duration;
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

/** A table with a time column: ties, NULLs, late commits, coarse times. */
@NullUnmarked
final class WatermarkModel implements ModelSource {

  /** A row: its true time, when it became visible, and its version. */
  record Row(String key, Instant time, Instant visible, String version) {}

  final List<Row> rows = new ArrayList<>();
  Instant now = ModelRunner.T0;
  Duration precision = Duration.ofSeconds(1);
  boolean cursors = true;
  boolean filters = true;
  boolean bounds = true;
  boolean saysClock;
  Duration clockAhead = Duration.ZERO;
  Long shuffle;

  void add(String key, Instant time, Instant visible) {
    rows.add(new Row(key, time, visible, null));
  }

  @Override
  public Page poll(PollRequest request) {
    List<Row> found = new ArrayList<>();
    for (Row row : rows) {
      if (!row.visible().isAfter(now) && isAsked(row, request)) {
        found.add(row);
      }
    }
    found.sort(
        Comparator.comparing(Row::time, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Row::key));
    if (shuffle != null) {
      Collections.shuffle(found, new Random(shuffle));
    }
    int start = request.next() == null ? 0 : Integer.parseInt(request.next());
    int end = Math.min(found.size(), start + request.maxEvents());
    List<Event> items = new ArrayList<>();
    for (Row row : found.subList(Math.min(start, end), end)) {
      items.add(event(row));
    }
    String next = cursors && end < found.size() ? String.valueOf(end) : null;
    return new Page(items, next, null, saysClock ? now.plus(clockAhead) : null);
  }

  private boolean isAsked(Row row, PollRequest request) {
    if (row.time() == null) {
      return true;
    }
    Instant time = TimeSteps.floor(row.time(), precision);
    boolean late = bounds && request.until() != null && time.isAfter(request.until());
    boolean early = filters && request.from() instanceof Position.At at && time.isBefore(at.time());
    return !late && !early;
  }

  private Event event(Row row) {
    Position position =
        row.time() == null
            ? Position.NONE
            : new Position.At(TimeSteps.floor(row.time(), precision), row.key());
    return new Event(
        row.key(), position, row.time(), row.version(), Map.of(), List.of(), null, null);
  }

  String edition(Row row) {
    return row.key() + "@" + row.version();
  }
}
