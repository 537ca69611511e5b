package org.tomte.connectors.syslog;

import java.time.Instant;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.connectors.text.LenientText;
import org.tomte.connectors.text.Parsers;

/**
 * The fields of one message, each made when it is asked for: a rule that looks at the host alone
 * costs the reading of the header and one text.
 */
final class SyslogFields extends AbstractMap<String, @Nullable Object> {
  private static final Object NOT_MADE = new Object();

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final Reception reception;
  private final Parsers parsers;
  private long count = 1;
  private boolean repetition;
  private @Nullable SyslogFields line;
  private boolean truncated;
  private @Nullable MessageParts parts;
  private @Nullable Object @Nullable [] made;

  /** Fields of the bytes from {@code from} to {@code to}, which must not change afterwards. */
  SyslogFields(byte[] bytes, int from, int to, Reception reception, Parsers parsers) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.reception = reception;
    this.parsers = parsers;
  }

  /** Says that not all of the message came. */
  SyslogFields cut(boolean cut) {
    truncated = cut;
    return this;
  }

  /** Says for how many equal messages a line stands that only says so. */
  SyslogFields counting(long times) {
    count = times;
    repetition = true;
    return this;
  }

  /** Whether this stands for messages that came before. */
  boolean isRepetition() {
    return repetition;
  }

  /** Narrows the message to the one in brackets, for senders that repeat it; false for others. */
  boolean unwrapped() {
    return Repetition.unwrap(parts());
  }

  /**
   * The message before in place of this line; null when there is none or it is of another host. The
   * time and the raw bytes stay those of this line.
   */
  @Nullable SyslogFields standingFor(byte[] before) {
    SyslogFields original = new SyslogFields(before, 0, before.length, reception, parsers);
    boolean same = before.length > 0 && Objects.equals(original.get("host"), get("host"));
    if (!same) {
      return null;
    }
    original.line = this;
    return original;
  }

  /** Where the parts of the message stand. */
  MessageParts parts() {
    MessageParts known = parts;
    if (known == null) {
      known = new MessageParts();
      Header.read(bytes, from, to, known);
      parts = known;
    }
    return known;
  }

  /** When it happened by the sender's word; null when there is no time that can be read. */
  @Nullable Instant time() {
    MessageParts known = line == null ? parts() : line.parts();
    return known.timed ? known.stamp.instant(reception.zone(), reception.received()) : null;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    Integer index = key == null ? null : SyslogEvent.INDEX.get(key);
    return index == null ? null : value(index);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  private @Nullable Object value(int index) {
    @Nullable Object[] known = made;
    if (known == null) {
      known = new Object[SyslogEvent.NAMES.size()];
      Arrays.fill(known, NOT_MADE);
      made = known;
    }
    Object value = known[index];
    if (value == NOT_MADE) {
      value = make(SyslogEvent.NAMES.get(index));
      known[index] = value;
    }
    return value;
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    SequencedMap<String, @Nullable Object> all = new LinkedHashMap<>();
    for (int i = 0; i < SyslogEvent.NAMES.size(); i++) {
      Object value = value(i);
      if (value != null) {
        all.put(SyslogEvent.NAMES.get(i), value);
      }
    }
    return new LinkedHashSet<>(all.entrySet());
  }

  private @Nullable Object make(String name) {
    MessageParts known = parts();
    return switch (name) {
      case "message" -> text(known.messageFrom, known.to);
      case "host" -> known.hostFrom < 0 ? reception.peer() : text(known.hostFrom, known.hostTo);
      case "application" -> text(known.applicationFrom, known.applicationTo);
      case "process" -> text(known.processFrom, known.processTo);
      case "message_id" -> text(known.idFrom, known.idTo);
      case "severity" -> Names.severity(priority());
      case "severity_code" -> (long) (priority() & 7);
      case "facility" -> Names.facility(priority());
      case "facility_code" -> (long) (priority() >> 3);
      case "time" -> written(time());
      case "format" -> known.dialect.word();
      case "structured" -> structured(known);
      case "cef" -> Bodies.cef(known);
      case "leef" -> Bodies.leef(known);
      case "json" -> Bodies.json(known);
      case "record" -> record();
      case "partial" -> known.partial;
      default -> ofReception(name);
    };
  }

  private @Nullable Object ofReception(String name) {
    return switch (name) {
      case "received" -> reception.received().toString();
      case "peer" -> peer();
      case "proxy" -> reception.proxy();
      case "transport" -> reception.transport();
      case "certificate" -> reception.certificate();
      case "count" -> count;
      case "truncated" -> truncated;
      default -> null;
    };
  }

  /** RFC 3164 section 4.3.3 takes user.notice where nothing is said. */
  private int priority() {
    int known = parts().priority;
    return known < 0 ? 13 : known;
  }

  private @Nullable String text(int partFrom, int partTo) {
    return partFrom < 0 ? null : LenientText.decode(bytes, partFrom, Math.max(partFrom, partTo));
  }

  private static @Nullable String written(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private @Nullable Map<String, @Nullable Object> structured(MessageParts known) {
    return known.structuredFrom < 0
        ? null
        : StructuredData.read(bytes, known.structuredFrom, known.structuredTo);
  }

  private Map<String, @Nullable Object> peer() {
    Map<String, @Nullable Object> peer = new LinkedHashMap<>();
    peer.put("address", reception.peer());
    if (reception.peerPort() > 0) {
      peer.put("port", (long) reception.peerPort());
    }
    return peer;
  }

  private @Nullable Map<String, @Nullable Object> record() {
    if (parsers.isEmpty()) {
      return null;
    }
    return parsers.read(
        String.valueOf(get("message")), get("application") instanceof String app ? app : null);
  }

  /** The message as it came, without what frames it. */
  byte[] raw() {
    return line == null ? Arrays.copyOfRange(bytes, from, to) : line.raw();
  }
}
