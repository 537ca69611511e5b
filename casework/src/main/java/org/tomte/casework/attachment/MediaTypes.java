package org.tomte.casework.attachment;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tells what a file is by its first bytes, and where those say little by its name. What the sender
 * says does not count.
 */
public final class MediaTypes {

  /** How many bytes are looked at. */
  public static final int BYTES = 1_024;

  /** What nothing is known of. */
  public static final String UNKNOWN = "application/octet-stream";

  private static final String ZIP = "application/zip";
  private static final String OLE = "application/x-ole-storage";
  private static final String TEXT = "text/plain";
  private static final Map<String, String> BY_START = byStart();
  private static final Map<String, String> ZIPPED =
      Map.of(
          "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "docm", "application/vnd.ms-word.document.macroenabled.12",
          "xlsm", "application/vnd.ms-excel.sheet.macroenabled.12",
          "jar", "application/java-archive",
          "apk", "application/vnd.android.package-archive");
  private static final Map<String, String> COMPOUND =
      Map.of(
          "doc", "application/msword",
          "xls", "application/vnd.ms-excel",
          "ppt", "application/vnd.ms-powerpoint",
          "msg", "application/vnd.ms-outlook",
          "msi", "application/x-msi");
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("eml", "message/rfc822"),
          Map.entry("html", "text/html"),
          Map.entry("htm", "text/html"),
          Map.entry("csv", "text/csv"),
          Map.entry("json", "application/json"),
          Map.entry("xml", "application/xml"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("js", "text/javascript"),
          Map.entry("md", "text/markdown"),
          Map.entry("yaml", "application/yaml"),
          Map.entry("yml", "application/yaml"),
          Map.entry("rtf", "application/rtf"),
          Map.entry("ics", "text/calendar"));

  private MediaTypes() {}

  private static Map<String, String> byStart() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("255044462d", "application/pdf");
    types.put("89504e470d0a1a0a", "image/png");
    types.put("ffd8ff", "image/jpeg");
    types.put("474946383761", "image/gif");
    types.put("474946383961", "image/gif");
    types.put("504b0304", ZIP);
    types.put("504b0506", ZIP);
    types.put("1f8b08", "application/gzip");
    types.put("377abcaf271c", "application/x-7z-compressed");
    types.put("526172211a07", "application/vnd.rar");
    types.put("4d5a", "application/vnd.microsoft.portable-executable");
    types.put("7f454c46", "application/x-elf");
    types.put("d0cf11e0a1b11ae1", OLE);
    types.put("7b5c727466", "application/rtf");
    types.put("4c00000001140200", "application/x-ms-shortcut");
    types.put("d4c3b2a1", "application/vnd.tcpdump.pcap");
    types.put("a1b2c3d4", "application/vnd.tcpdump.pcap");
    types.put("0a0d0d0a", "application/x-pcapng");
    return types;
  }

  /**
   * The type of a file.
   *
   * @param start the first {@link #BYTES}, or all when there are fewer
   * @param name the file's name; only its ending counts
   */
  public static String of(byte[] start, String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String hex = HexFormat.of().formatHex(start, 0, Math.min(start.length, 8));
    for (Map.Entry<String, String> type : BY_START.entrySet()) {
      if (hex.startsWith(type.getKey())) {
        return refined(type.getValue(), ending);
      }
    }
    return isText(start) ? TEXTS.getOrDefault(ending, TEXT) : UNKNOWN;
  }

  private static String refined(String type, String ending) {
    return switch (type) {
      case ZIP -> ZIPPED.getOrDefault(ending, ZIP);
      case OLE -> COMPOUND.getOrDefault(ending, OLE);
      default -> type;
    };
  }

  /** UTF-8 without control characters; a letter that is cut off at the end does not count. */
  private static boolean isText(byte[] start) {
    int length = Math.min(start.length, BYTES);
    for (int i = 0; i < length; i++) {
      byte each = start[i];
      if (each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r' && each != '\f') {
        return false;
      }
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result =
        decoder.decode(ByteBuffer.wrap(start, 0, length), CharBuffer.allocate(length + 1), false);
    return !result.isError();
  }
}
