package org.tomte.connectors.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;

/** Gives the launch instant as an event, unless the pointer says that this run had it already. */
final class ClockPoller implements Poller {
  private static final String STREAM = "clock";

  @Override
  public List<StreamInfo> streams() {
    return List.of(new StreamInfo(STREAM, new StreamKind.Watermark(Duration.ofNanos(1_000))));
  }

  @Override
  public Page poll(PollRequest request) throws ConnectorFault {
    if (!request.stream().equals(STREAM)) {
      throw new ConnectorFault(
          FaultKind.INTERNAL,
          "The clock has no stream '" + request.stream() + "'; its only stream is 'clock'.");
    }
    Instant launch = request.launch();
    if (request.next() != null || request.signal().stopRequested() || isBefore(launch, request)) {
      return Page.last(List.of());
    }
    if (request.until() != null && launch.isAfter(request.until())) {
      return Page.last(List.of());
    }
    Event event =
        Event.of(
            launch.toString(),
            new Position.At(launch, ""),
            launch,
            Map.of("launch", launch.toString()));
    return Page.last(List.of(event));
  }

  private static boolean isBefore(Instant launch, PollRequest request) {
    return request.from() instanceof Position.At at && launch.isBefore(at.time());
  }
}
