package org.tomte.connectors.mime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What Outlook wraps into {@code winmail.dat} (TNEF, [MS-OXTNEF]): files, and the body. */
final class Tnef {
  private static final int SIGNATURE = 0x223E9F78;
  private static final int MOST_FILES = 200;
  private static final int HEAD = 9;
  private static final int IDENTIFIER = 16;

  private final ByteBuffer in;
  private final MapiProperties message = new MapiProperties();
  private final List<File> found = new ArrayList<>();
  private @Nullable Charset charset;

  private Tnef(byte[] content) {
    this.in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A file while it is read. */
  private static final class File {
    private final MapiProperties properties = new MapiProperties();
    private @Nullable String title;
    private byte @Nullable [] data;
  }

  /**
   * What was in it.
   *
   * @param files in their order
   * @param html the body as HTML; null when it was not kept so
   */
  record Unwrapped(List<MailBody.AttachedFile> files, @Nullable String html) {}

  static boolean is(String mediaType, @Nullable String name) {
    return mediaType.equals("application/ms-tnef")
        || mediaType.equals("application/vnd.ms-tnef")
        || (name != null && name.toLowerCase(Locale.ROOT).equals("winmail.dat"));
  }

  /** What can be read of it; what is broken is named among the problems. */
  static Unwrapped unwrap(byte[] content, RtfBody rtf) {
    Tnef tnef = new Tnef(content);
    try {
      tnef.read();
    } catch (IOException broken) {
      rtf.problems().add("tnef-broken: " + broken.getMessage());
    }
    List<MailBody.AttachedFile> files = new ArrayList<>();
    tnef.found.forEach(file -> files.add(tnef.attached(file)));
    return new Unwrapped(files, tnef.html(rtf));
  }

  private void read() throws IOException {
    if (in.remaining() < 6 || in.getInt() != SIGNATURE) {
      throw new IOException("it is no TNEF and stays as it is");
    }
    in.position(in.position() + 2);
    while (in.remaining() >= HEAD) {
      boolean ofFile = in.get() == 2;
      int attribute = in.getInt() & 0xFFFF;
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw new IOException("it is cut off in attribute 0x%04X".formatted(attribute));
      }
      ByteBuffer value = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      // The checksum behind it is not looked at: what can be read is worth having.
      in.position(Math.min(in.limit(), in.position() + length + 2));
      take(ofFile, attribute, value);
    }
  }

  private void take(boolean ofFile, int attribute, ByteBuffer value) throws IOException {
    if (ofFile && (attribute == 0x9002 || found.isEmpty())) {
      if (found.size() >= MOST_FILES) {
        throw new IOException("it has more than " + MOST_FILES + " files");
      }
      found.add(new File());
    }
    switch (attribute) {
      case 0x9003 -> message.read(value);
      case 0x9007 -> charset = value.remaining() < 4 ? null : RtfCharsets.codePage(value.getInt());
      case 0x9005 -> {
        if (ofFile) {
          found.getLast().properties.read(value);
        }
      }
      case 0x8010 -> {
        if (ofFile) {
          found.getLast().title = text(bytes(value));
        }
      }
      case 0x800F -> {
        if (ofFile) {
          found.getLast().data = bytes(value);
        }
      }
      default -> {}
    }
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    return bytes;
  }

  private String text(byte[] bytes) {
    Charset narrow = charset;
    return narrow == null ? Charsets.lenient(bytes) : new String(bytes, narrow);
  }

  private MailBody.AttachedFile attached(File file) {
    MapiProperties properties = file.properties;
    String type = properties.text(MapiProperties.MEDIA_TYPE, null);
    String lower = type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
    byte[] content = file.data;
    if (properties.isObject(MapiProperties.DATA)) {
      byte[] object = properties.bytes(MapiProperties.DATA);
      content =
          object == null || object.length < IDENTIFIER
              ? content
              : Arrays.copyOfRange(object, IDENTIFIER, object.length);
    }
    String name = name(file);
    return new MailBody.AttachedFile(
        name,
        lower.matches("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,80}") ? lower : "application/octet-stream",
        content == null ? new byte[0] : content,
        false,
        name.toLowerCase(Locale.ROOT).endsWith(".eml"));
  }

  private String name(File file) {
    for (String given :
        Arrays.asList(
            file.properties.text(MapiProperties.LONG_NAME, charset),
            file.properties.text(MapiProperties.SHORT_NAME, charset),
            file.title)) {
      String flat = given == null ? "" : given.replace('\\', '/').replace("\0", "");
      String last = flat.substring(flat.lastIndexOf('/') + 1).strip();
      if (!last.isEmpty()) {
        return last;
      }
    }
    return "attachment";
  }

  private @Nullable String html(RtfBody rtf) {
    byte[] plain = message.bytes(MapiProperties.HTML);
    if (plain != null && plain.length > 0) {
      Integer page = message.whole(MapiProperties.CODE_PAGE);
      return message.text(MapiProperties.HTML, page == null ? charset : RtfCharsets.codePage(page));
    }
    byte[] packed = message.bytes(MapiProperties.RTF);
    return packed == null ? null : rtf.html(packed);
  }
}
