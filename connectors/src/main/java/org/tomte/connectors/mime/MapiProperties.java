package org.tomte.connectors.mime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties of a message or an attachment as TNEF writes them ([MS-OXTNEF] 2.1.3.4). */
final class MapiProperties {
  static final int RTF = 0x1009;
  static final int HTML = 0x1013;
  static final int DATA = 0x3701;
  static final int SHORT_NAME = 0x3704;
  static final int LONG_NAME = 0x3707;
  static final int MEDIA_TYPE = 0x370E;
  static final int CODE_PAGE = 0x3FDE;

  private static final int FIRST_NAMED = 0x8000;
  private static final int SEVERAL = 0x1000;
  private static final int TEXT_8 = 0x001E;
  private static final int TEXT_16 = 0x001F;
  private static final int BINARY = 0x0102;
  private static final int OBJECT = 0x000D;
  private static final int IDENTIFIER = 16;

  private final Map<Integer, Value> values = new HashMap<>();

  /** The bytes of a value and how they are to be read. */
  private record Value(int type, ByteBuffer bytes) {}

  /**
   * Reads properties. What stands before a fault is kept.
   *
   * @param in little endian, from the count on
   * @throws IOException when they are cut off or of a type that is not known
   */
  void read(ByteBuffer in) throws IOException {
    int count = number(in);
    for (int i = 0; i < count && in.remaining() >= 4; i++) {
      int type = in.getShort() & 0xFFFF;
      int id = in.getShort() & 0xFFFF;
      if (id >= FIRST_NAMED) {
        skipName(in);
      }
      boolean listed = isVariable(type & ~SEVERAL) || (type & SEVERAL) != 0;
      int items = listed ? number(in) : 1;
      if (items > 1 + in.remaining() / 4) {
        throw new IOException("the properties are cut off");
      }
      for (int item = 0; item < items; item++) {
        ByteBuffer bytes = value(in, type & ~SEVERAL);
        values.putIfAbsent(id, new Value(type & ~SEVERAL, bytes));
      }
    }
  }

  private static void skipName(ByteBuffer in) throws IOException {
    ByteBuffer _ = take(in, IDENTIFIER);
    boolean named = number(in) != 0;
    ByteBuffer _ = named ? padded(in, number(in)) : take(in, 4);
  }

  private static boolean isVariable(int type) {
    return type == TEXT_8 || type == TEXT_16 || type == BINARY || type == OBJECT;
  }

  private static ByteBuffer value(ByteBuffer in, int type) throws IOException {
    return switch (type) {
      case TEXT_8, TEXT_16, BINARY, OBJECT -> padded(in, number(in));
      case 0x0001 -> take(in, 0);
      case 0x0002, 0x0003, 0x0004, 0x000A, 0x000B -> take(in, 4);
      case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040 -> take(in, 8);
      case 0x0048 -> take(in, IDENTIFIER);
      default -> throw new IOException("a property has the type 0x%04X".formatted(type));
    };
  }

  private static int number(ByteBuffer in) throws IOException {
    if (in.remaining() < 4) {
      throw new IOException("the properties are cut off");
    }
    return in.getInt();
  }

  /** Values are filled up to four bytes; the last one may lack that. */
  private static ByteBuffer padded(ByteBuffer in, int length) throws IOException {
    ByteBuffer bytes = take(in, length);
    ByteBuffer _ = take(in, Math.min(-length & 3, in.remaining()));
    return bytes;
  }

  private static ByteBuffer take(ByteBuffer in, int length) throws IOException {
    if (length < 0 || length > in.remaining()) {
      throw new IOException("the properties are cut off");
    }
    ByteBuffer bytes = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + length);
    return bytes;
  }

  byte @Nullable [] bytes(int id) {
    Value value = values.get(id);
    if (value == null) {
      return null;
    }
    byte[] bytes = new byte[value.bytes().remaining()];
    value.bytes().duplicate().get(bytes);
    return bytes;
  }

  /** A number of four bytes; null when there is none. */
  @Nullable Integer whole(int id) {
    Value value = values.get(id);
    return value == null || value.bytes().remaining() < 4
        ? null
        : Integer.valueOf(value.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt());
  }

  /** Whether a value is an object, which begins with the identifier of its kind. */
  boolean isObject(int id) {
    Value value = values.get(id);
    return value != null && value.type() == OBJECT;
  }

  /**
   * A text without the zero at its end; null when there is none.
   *
   * @param narrow how texts of single bytes are to be read; null when nothing says it
   */
  @Nullable String text(int id, @Nullable Charset narrow) {
    Value value = values.get(id);
    byte[] bytes = bytes(id);
    if (value == null || bytes == null) {
      return null;
    }
    String text =
        value.type() == TEXT_16
            ? new String(bytes, StandardCharsets.UTF_16LE)
            : narrow == null ? Charsets.lenient(bytes) : new String(bytes, narrow);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
