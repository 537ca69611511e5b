package org.tomte.engine.definition.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads the documents of a file as YAML 1.2 with limits on size, depth, count and aliases. Whatever
 * is in the file, reading ends soon, with faults and never with an exception.
 */
public final class YamlReader {

  /** How many characters a file may have. */
  public static final int MOST_CHARACTERS = 4_000_000;

  /** How deep lists and objects may stand in each other. */
  public static final int MOST_DEPTH = 50;

  /** How many values and keys a document may have, with those that aliases repeat. */
  public static final int MOST_NODES = 200_000;

  private static final int MOST_DOCUMENTS = 1_000;
  private static final int MOST_BAD_CHARACTERS = 10;
  private static final char REPLACEMENT = '\uFFFD';

  private final String file;
  private final FaultList faults;

  /**
   * A reader of one file.
   *
   * @param file the name to show
   * @param faults where faults are added
   */
  public YamlReader(String file, FaultList faults) {
    this.file = file;
    this.faults = faults;
  }

  /** Reads UTF-8; other bytes are a fault and read as U+FFFD. */
  public List<YamlDocument> read(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      return read(decoder.decode(buffer).toString());
    } catch (CharacterCodingException malformed) {
      String before = new String(bytes, 0, buffer.position(), StandardCharsets.UTF_8);
      faults.fault(
          endOf(before),
          DocumentPath.ROOT,
          "byte " + buffer.position() + " is not UTF-8; save the file as UTF-8");
      return read(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private Place endOf(String text) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean crlf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if ((c == '\n' || c == '\r') && !crlf) {
        line++;
        lineStart = i + 1;
      }
    }
    return new Place(file, line, text.codePointCount(lineStart, text.length()) + 1);
  }

  /** Reads the documents of a text. */
  public List<YamlDocument> read(String text) {
    Place top = new Place(file, 1, 1);
    if (text.length() > MOST_CHARACTERS) {
      faults.fault(
          top,
          DocumentPath.ROOT,
          "the file has "
              + text.length()
              + " characters; at most "
              + MOST_CHARACTERS
              + " are read");
      return List.of();
    }
    List<DocumentSplitter.Part> parts = DocumentSplitter.split(text);
    if (parts.size() > MOST_DOCUMENTS) {
      faults.fault(
          top,
          DocumentPath.ROOT,
          "the file has " + parts.size() + " documents; at most " + MOST_DOCUMENTS + " are read");
      return List.of();
    }
    List<YamlDocument> documents = new ArrayList<>();
    for (DocumentSplitter.Part part : parts) {
      document(part).ifPresent(documents::add);
    }
    return List.copyOf(documents);
  }

  private java.util.Optional<YamlDocument> document(DocumentSplitter.Part part) {
    String printable = printable(part);
    NodeBuilder builder = new NodeBuilder(file, part.line(), printable, faults);
    int before = faults.count();
    YamlNode root = builder.build().orElse(null);
    if (root == null && faults.count() == before) {
      return java.util.Optional.empty();
    }
    Place place = root == null ? new Place(file, part.line(), 1) : root.place();
    return java.util.Optional.of(new YamlDocument(root, part.text(), place));
  }

  /**
   * Replaces what YAML does not allow in a file by U+FFFD, one for one, so that reading can go on
   * with right columns. A byte order mark at the beginning takes no column.
   */
  private String printable(DocumentSplitter.Part part) {
    String text = part.text();
    if (part.line() == 1 && text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    if (StreamReader.isPrintable(text) && text.indexOf('\uFEFF') < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    int bad = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (StreamReader.isPrintable(codePoint) && codePoint != 0xFEFF) {
        clean.appendCodePoint(codePoint);
      } else {
        clean.append(REPLACEMENT);
        if (++bad <= MOST_BAD_CHARACTERS) {
          faults.fault(
              shifted(endOf(text.substring(0, i)), part.line()),
              DocumentPath.ROOT,
              "the character U+%04X is not allowed; in double quotes write \\u%04X"
                  .formatted(codePoint, codePoint));
        }
      }
      i += Character.charCount(codePoint);
    }
    return clean.toString();
  }

  private static Place shifted(Place place, int partLine) {
    return new Place(place.file(), place.line() + partLine - 1, place.column());
  }
}
