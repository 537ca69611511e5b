package org.tomte.connectors.file;

import java.util.Arrays;

/**
 * A line, or several that make one record, as bytes.
 *
 * @param start the offset of its first byte in the expanded file
 * @param end the offset of the byte after its line end
 * @param bytes the bytes; cut when {@code tooLong}
 * @param endLength how many of the bytes are the last line end
 * @param number the line's number from 1; 0 when it is not known
 * @param tooLong whether it was longer than allowed
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and nobody compares lines
record RawLine(long start, long end, byte[] bytes, int endLength, long number, boolean tooLong) {

  boolean terminated() {
    return endLength > 0;
  }

  /** The bytes without the last line end. */
  byte[] content() {
    return endLength == 0 ? bytes : Arrays.copyOf(bytes, bytes.length - endLength);
  }

  boolean isBlank() {
    for (byte octet : bytes) {
      if (octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n' && octet != 0) {
        return false;
      }
    }
    return true;
  }

  /** Where it stands, for messages. */
  String place() {
    return number == 0 ? "byte " + start : "line " + number + ", byte " + start;
  }
}
