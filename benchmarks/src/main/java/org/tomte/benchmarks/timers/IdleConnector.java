package org.tomte.benchmarks.timers;

import java.time.Duration;
import java.util.List;
import org.tomte.api.FieldType;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;

/** A source that never has anything, and notes how late it was asked. */
public final class IdleConnector implements PollingConnector<IdleConnector.Nothing> {
  private static final List<StreamInfo> STREAMS =
      List.of(new StreamInfo("idle", new StreamKind.Watermark(Duration.ofMillis(1))));

  /** The settings. */
  public record Nothing() {}

  @Override
  public String name() {
    return "benchmark-idle";
  }

  @Override
  public String summary() {
    return "Gives nothing; for benchmarks.";
  }

  @Override
  public Class<Nothing> settings() {
    return Nothing.class;
  }

  @Override
  public FieldType.Fields events(Nothing settings) {
    return FieldType.closed().with("host", FieldType.TEXT);
  }

  @Override
  public Poller open(Nothing settings, SourceContext context) {
    return new Poller() {
      @Override
      public List<StreamInfo> streams() {
        return STREAMS;
      }

      @Override
      public Page poll(PollRequest request) {
        Samples.HERE.started(request.launch());
        return Page.last(List.of());
      }
    };
  }
}
