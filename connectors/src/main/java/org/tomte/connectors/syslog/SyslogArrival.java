package org.tomte.connectors.syslog;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.api.Raw;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.FieldsInPlace;

/**
 * A message that arrived; nothing of it is read before somebody asks. One object stands for all
 * messages of a batch in turn, unless it is kept.
 */
final class SyslogArrival implements Arrival {
  private static final int OVERHEAD = 128;

  private final SyslogFields fields;
  private final boolean lasts;

  private SyslogArrival(SyslogFields fields, boolean lasts) {
    this.fields = fields;
    this.lasts = lasts;
  }

  /** What stands for the message on which the fields are set. */
  static SyslogArrival moving(SyslogFields fields) {
    return new SyslogArrival(fields, false);
  }

  /** What stands for one message for ever. */
  static SyslogArrival lasting(SyslogFields fields) {
    return new SyslogArrival(fields, true);
  }

  @Override
  public Instant received() {
    return fields.received();
  }

  @Override
  public int size() {
    return fields.length() + OVERHEAD;
  }

  @Override
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  @Override
  public FieldsInPlace inPlace() {
    return fields;
  }

  @Override
  public Arrival kept() {
    return lasts ? this : lasting(fields.copy());
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
