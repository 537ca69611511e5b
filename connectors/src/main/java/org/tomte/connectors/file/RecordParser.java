package org.tomte.connectors.file;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.connectors.text.BadRecord;

/** Turns the bytes of a record into fields of an event. */
interface RecordParser {

  /**
   * The fields {@code message} and {@code record}, as far as the format has them.
   *
   * @param content the record without its line end
   */
  Map<String, @Nullable Object> parse(byte[] content, TextEncoding encoding) throws BadRecord;

  /** The media type of one record, kept with its bytes. */
  String mediaType();
}
