package org.tomte.connectors.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files in uuencode, as a transfer encoding or in the middle of a text. */
final class UuEncoding {
  private static final Pattern BEGIN = Pattern.compile("begin(?:-base64)? [0-7]{3,4} (\\S.*)");
  private static final int MOST_FILES = 100;

  private UuEncoding() {}

  /**
   * A file found in a text.
   *
   * @param name as the sender wrote it
   * @param content decoded
   */
  @SuppressWarnings("ArrayRecordComponent") // read only, and nobody compares files
  record UuFile(String name, byte[] content) {}

  /**
   * What a text is without the files in it.
   *
   * @param text the text that is left
   * @param files in their order
   */
  record Split(String text, List<UuFile> files) {}

  /** The first file in a body; the body itself when there is none. */
  static byte[] decodeFirst(byte[] body, Reading.Problems problems) {
    Split split = split(new String(body, StandardCharsets.ISO_8859_1));
    if (split.files().isEmpty()) {
      problems.add("transfer-encoding-broken: no begin line in uuencode");
      return body;
    }
    return split.files().getFirst().content();
  }

  static Split split(String text) {
    if (!text.contains("begin ")) {
      return new Split(text, List.of());
    }
    StringBuilder rest = new StringBuilder();
    List<UuFile> files = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher begin = BEGIN.matcher(lines.get(i));
      int end = begin.matches() && files.size() < MOST_FILES ? endOf(lines, i + 1) : -1;
      if (end < 0) {
        rest.append(lines.get(i)).append('\n');
      } else {
        files.add(new UuFile(begin.group(1).strip(), decode(lines.subList(i + 1, end))));
        i = end;
      }
    }
    return files.isEmpty() ? new Split(text, files) : new Split(rest.toString(), files);
  }

  private static int endOf(List<String> lines, int from) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).strip().equals("end")) {
        return i;
      }
      if (!isEncoded(lines.get(i))) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isEncoded(String line) {
    return line.length() <= 90 && line.chars().allMatch(c -> c >= ' ' && c <= 'a');
  }

  private static byte[] decode(List<String> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String line : lines) {
      int count = line.isEmpty() ? 0 : value(line, 0);
      for (int i = 1, written = 0; written < count; i += 4) {
        int group =
            value(line, i) << 18
                | value(line, i + 1) << 12
                | value(line, i + 2) << 6
                | value(line, i + 3);
        for (int shift = 16; shift >= 0 && written < count; shift -= 8, written++) {
          bytes.write(group >> shift);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static int value(String line, int at) {
    return at < line.length() ? (line.charAt(at) - ' ') & 0x3F : 0;
  }
}
