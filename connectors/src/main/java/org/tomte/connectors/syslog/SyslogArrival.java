package org.tomte.connectors.syslog;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.api.Raw;
import org.tomte.api.listen.Arrival;

/** One message that arrived; nothing of it is read before somebody asks. */
final class SyslogArrival implements Arrival {
  private static final int OVERHEAD = 128;

  private final Instant received;
  private final SyslogFields fields;
  private final int bytes;

  SyslogArrival(Instant received, SyslogFields fields, int bytes) {
    this.received = received;
    this.fields = fields;
    this.bytes = bytes;
  }

  @Override
  public Instant received() {
    return received;
  }

  @Override
  public int size() {
    return bytes + OVERHEAD;
  }

  @Override
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  @Override
  public @Nullable Instant time() {
    return fields.time();
  }

  @Override
  public Raw raw() {
    return new Raw("text/plain", Content.of(fields.raw()));
  }
}
