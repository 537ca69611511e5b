package org.tomte.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be read more than once. */
public interface Content {

  /** The number of bytes. */
  long size();

  /** Opens the bytes from the beginning; the caller closes the stream. */
  InputStream open() throws IOException;

  /** Content held in memory. The array is not copied and must not be changed afterwards. */
  static Content of(byte[] bytes) {
    return new Content() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
