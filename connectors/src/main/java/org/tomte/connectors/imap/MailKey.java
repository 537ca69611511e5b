package org.tomte.connectors.imap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What makes a mail the same mail when its folder is numbered anew, or when it is moved away and
 * back: its Message-ID and those headers that it got on its way. Two deliveries of one message
 * differ in their Received lines; a mail without a Message-ID is known by its bytes and arrival.
 */
final class MailKey {
  /** The headers that make the key. */
  static final List<String> FIELDS =
      List.of("message-id", "date", "from", "subject", "received", "delivered-to");

  static final String BY_BYTES = "bytes ";
  private static final int LONGEST_ID = 150;
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern LINE_END = Pattern.compile("\r?\n");
  private static final int DIGITS = 32;

  private MailKey() {}

  /** The key of a mail with these headers; null when it has no Message-ID. */
  static @Nullable String of(byte[] header) {
    SequencedMap<String, StringBuilder> fields = fields(header);
    StringBuilder id = fields.get(FIELDS.getFirst());
    if (id == null || id.toString().isBlank()) {
      return null;
    }
    StringBuilder all = new StringBuilder();
    for (String name : FIELDS) {
      all.append(name).append(':').append(fields.getOrDefault(name, new StringBuilder()));
    }
    String plain = id.toString().strip();
    String shown = plain.length() > LONGEST_ID ? plain.substring(0, LONGEST_ID) : plain;
    return shown + " " + digest(all.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The key of a mail that has no Message-ID. */
  static String ofBytes(byte[] mail, @Nullable Instant arrived) {
    String when = arrived == null ? "" : Long.toString(arrived.getEpochSecond());
    return BY_BYTES + digest(mail, when.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The fields of the key, unfolded, each with all its values in their order. */
  private static SequencedMap<String, StringBuilder> fields(byte[] header) {
    TreeMap<String, StringBuilder> fields = new TreeMap<>();
    StringBuilder current = null;
    for (String line : LINE_END.split(new String(header, StandardCharsets.ISO_8859_1), -1)) {
      if (line.isEmpty()) {
        break;
      }
      boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
      int colon = line.indexOf(':');
      if (!folded && colon > 0) {
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        current =
            FIELDS.contains(name) ? fields.computeIfAbsent(name, _ -> new StringBuilder()) : null;
      }
      if (current != null) {
        String value = folded ? line : line.substring(colon + 1);
        current.append(SPACE.matcher(value.strip()).replaceAll(" ")).append(' ');
      }
    }
    return fields;
  }

  private static String digest(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException("every Java platform has SHA-256", fault);
    }
  }
}
