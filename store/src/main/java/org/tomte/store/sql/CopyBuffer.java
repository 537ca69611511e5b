package org.tomte.store.sql;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.pointer.KeyHash;

/**
 * Rows in the binary format of COPY. The server takes each value as its column's type without
 * looking at it twice, so every method is for columns of exactly the type it names.
 */
public final class CopyBuffer {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int TEXT_TYPE = 25;
  private static final byte JSONB_VERSION = 1;
  private static final long SECONDS_TO_2000 = 946_684_800L;
  private static final int DAYS_TO_2000 = 10_957;

  private byte[] bytes = new byte[1 << 16];
  private int size;

  CopyBuffer() {
    put(SIGNATURE);
  }

  void beginRow(int columns) {
    putShort(columns);
  }

  void end() {
    putShort(-1);
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }
  }

  private void put(byte[] some) {
    reserve(some.length);
    System.arraycopy(some, 0, bytes, size, some.length);
    size += some.length;
  }

  private void putShort(int value) {
    reserve(2);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
  }

  private void putInt(int value) {
    reserve(4);
    bytes[size++] = (byte) (value >> 24);
    bytes[size++] = (byte) (value >> 16);
    bytes[size++] = (byte) (value >> 8);
    bytes[size++] = (byte) value;
  }

  private void putLong(long value) {
    putInt((int) (value >> 32));
    putInt((int) value);
  }

  private CopyBuffer missing() {
    putInt(-1);
    return this;
  }

  /** A text. */
  public CopyBuffer text(@Nullable String value) {
    return value == null ? missing() : bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A bytea. */
  public CopyBuffer bytes(byte @Nullable [] value) {
    if (value == null) {
      return missing();
    }
    putInt(value.length);
    put(value);
    return this;
  }

  /** A jsonb, as JSON text. */
  public CopyBuffer json(@Nullable String value) {
    if (value == null) {
      return missing();
    }
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    putInt(text.length + 1);
    reserve(1);
    bytes[size++] = JSONB_VERSION;
    put(text);
    return this;
  }

  /** A smallint. */
  public CopyBuffer small(int value) {
    putInt(2);
    putShort(value);
    return this;
  }

  /** An integer. */
  public CopyBuffer integer(int value) {
    putInt(4);
    putInt(value);
    return this;
  }

  /** An integer that may be missing. */
  public CopyBuffer integerOrNull(@Nullable Integer value) {
    return value == null ? missing() : integer(value);
  }

  /** A bigint. */
  public CopyBuffer number(long value) {
    putInt(8);
    putLong(value);
    return this;
  }

  /** A bigint that may be missing. */
  public CopyBuffer numberOrNull(@Nullable Long value) {
    return value == null ? missing() : number(value);
  }

  /** A boolean that may be missing. */
  public CopyBuffer flag(@Nullable Boolean value) {
    if (value == null) {
      return missing();
    }
    putInt(1);
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
    return this;
  }

  /** A timestamptz; what is finer than a microsecond is cut off. */
  public CopyBuffer time(@Nullable Instant value) {
    if (value == null) {
      return missing();
    }
    long seconds = Math.subtractExact(value.getEpochSecond(), SECONDS_TO_2000);
    long micros = Math.multiplyExact(seconds, 1_000_000L);
    return number(Math.addExact(micros, value.getNano() / 1_000));
  }

  /** A date. */
  public CopyBuffer day(@Nullable LocalDate value) {
    return value == null ? missing() : integer(Math.toIntExact(value.toEpochDay() - DAYS_TO_2000));
  }

  /** A hash as uuid. */
  public CopyBuffer hash(KeyHash value) {
    return uuid(new UUID(value.high(), value.low()));
  }

  /** A uuid. */
  public CopyBuffer uuid(UUID value) {
    putInt(16);
    putLong(value.getMostSignificantBits());
    putLong(value.getLeastSignificantBits());
    return this;
  }

  /** A text[]; null when there are none. */
  public CopyBuffer texts(Collection<String> values) {
    if (values.isEmpty()) {
      return missing();
    }
    int length = size;
    putInt(0);
    putInt(1); // dimensions
    putInt(0); // no element is null
    putInt(TEXT_TYPE);
    putInt(values.size());
    putInt(1); // the first index
    values.forEach(this::text);
    int end = size;
    size = length;
    putInt(end - length - 4);
    size = end;
    return this;
  }
}
