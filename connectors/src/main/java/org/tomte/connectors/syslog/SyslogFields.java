package org.tomte.connectors.syslog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.listen.FieldsInPlace;
import org.tomte.api.listen.TextPlace;
import org.tomte.connectors.text.LenientText;
import org.tomte.connectors.text.Parsers;

/**
 * The fields of one message, each made when it is asked for: a rule that looks at the host alone
 * costs the reading of the header and one text. Texts and numbers of the header can be looked at
 * where they stand, which makes nothing. One object can be set on one message after the other.
 */
final class SyslogFields extends AbstractMap<String, @Nullable Object> implements FieldsInPlace {
  private static final Reception NOWHERE =
      new Reception(Instant.EPOCH, "", 0, null, "", null, ZoneOffset.UTC);

  private final Parsers parsers;
  private final MessageParts parts = new MessageParts();
  private final @Nullable Object[] made = new @Nullable Object[SyslogEvent.NAMES.size()];
  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private Reception reception = NOWHERE;
  private boolean read;

  /** A bit for each field that was made. */
  private int known;

  private long count = 1;
  private @Nullable SyslogFields line;
  private boolean truncated;

  private SyslogFields(Parsers parsers) {
    this.parsers = parsers;
  }

  /** Fields that are set on one message after the other. */
  static SyslogFields moving(Parsers parsers) {
    return new SyslogFields(parsers);
  }

  /** Fields of one message for ever; its bytes must not change any more. */
  static SyslogFields of(byte[] message, Reception reception, Parsers parsers) {
    SyslogFields fields = new SyslogFields(parsers);
    fields.set(message, 0, message.length, reception, false);
    return fields;
  }

  /**
   * Stands for another message from now on, whose bytes must not change while it does.
   *
   * @param cut whether not all of the message came
   */
  void set(byte[] newBytes, int newFrom, int newTo, Reception newReception, boolean cut) {
    bytes = newBytes;
    from = newFrom;
    to = newTo;
    reception = newReception;
    truncated = cut;
    read = false;
    known = 0;
  }

  /** The same message with bytes of its own; for messages that stand for no others. */
  SyslogFields copy() {
    return of(Arrays.copyOfRange(bytes, from, to), reception, parsers).cut(truncated);
  }

  /** Says that not all of the message came. */
  SyslogFields cut(boolean cut) {
    truncated = cut;
    return this;
  }

  Instant received() {
    return reception.received();
  }

  int length() {
    return to - from;
  }

  /** Says for how many equal messages a line stands that only says so. */
  SyslogFields counting(long times) {
    count = times;
    return this;
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
    SyslogFields original = of(before, reception, parsers);
    boolean same = before.length > 0 && Objects.equals(original.get("host"), get("host"));
    if (!same) {
      return null;
    }
    original.line = this;
    return original;
  }

  /** Where the parts of the message stand. */
  MessageParts parts() {
    if (!read) {
      Header.read(bytes, from, to, parts);
      read = true;
    }
    return parts;
  }

  /** When it happened by the sender's word; null when there is no time that can be read. */
  @Nullable Instant time() {
    MessageParts header = line == null ? parts() : line.parts();
    return header.timed ? header.stamp.instant(reception.zone(), reception.received()) : null;
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
    int bit = 1 << index;
    if ((known & bit) == 0) {
      made[index] = make(SyslogEvent.NAMES.get(index));
      known |= bit;
    }
    return made[index];
  }

  @Override
  public @Nullable Object look(String field, TextPlace place) {
    MessageParts header = parts();
    return switch (field) {
      case "message" -> look(header.messageFrom, header.to, place);
      case "host" ->
          header.hostFrom < 0 ? reception.peer() : look(header.hostFrom, header.hostTo, place);
      case "application" -> look(header.applicationFrom, header.applicationTo, place);
      case "process" -> look(header.processFrom, header.processTo, place);
      case "message_id" -> look(header.idFrom, header.idTo, place);
      case "severity", "severity_code", "facility", "facility_code", "format", "partial" ->
          make(field);
      case "proxy", "transport", "certificate", "truncated" -> ofReception(field);
      default -> null;
    };
  }

  private @Nullable Object look(int partFrom, int partTo, TextPlace place) {
    return partFrom >= 0 && place.set(bytes, partFrom, Math.max(partFrom, partTo)) ? place : null;
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
    MessageParts header = parts();
    return switch (name) {
      case "message" -> text(header.messageFrom, header.to);
      case "host" -> header.hostFrom < 0 ? reception.peer() : text(header.hostFrom, header.hostTo);
      case "application" -> text(header.applicationFrom, header.applicationTo);
      case "process" -> text(header.processFrom, header.processTo);
      case "message_id" -> text(header.idFrom, header.idTo);
      case "severity" -> Names.severity(priority());
      case "severity_code" -> (long) (priority() & 7);
      case "facility" -> Names.facility(priority());
      case "facility_code" -> (long) (priority() >> 3);
      case "time" -> written(time());
      case "format" -> header.dialect.word();
      case "structured" -> structured(header);
      case "cef" -> Bodies.cef(header);
      case "leef" -> Bodies.leef(header);
      case "json" -> Bodies.json(header);
      case "record" -> record();
      case "partial" -> header.partial;
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
    int said = parts().priority;
    return said < 0 ? 13 : said;
  }

  private @Nullable String text(int partFrom, int partTo) {
    return partFrom < 0 ? null : LenientText.decode(bytes, partFrom, Math.max(partFrom, partTo));
  }

  private static @Nullable String written(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private @Nullable Map<String, @Nullable Object> structured(MessageParts header) {
    return header.structuredFrom < 0
        ? null
        : StructuredData.read(bytes, header.structuredFrom, header.structuredTo);
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
