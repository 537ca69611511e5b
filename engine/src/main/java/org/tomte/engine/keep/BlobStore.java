package org.tomte.engine.keep;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.tomte.api.Content;

/** Bodies too large for rows, named by their SHA-256. Written before the commit that names them. */
public interface BlobStore {

  /**
   * Stores contents so that they survive a power cut. What is there already is kept from being
   * removed for another day.
   *
   * @return the SHA-256 of each in lower-case hex
   * @throws IOException when a content cannot be read or nothing can be written; what was written
   *     is removed by the collector later
   */
  List<String> put(List<Content> contents) throws IOException;

  /**
   * Opens a blob; the caller closes the stream.
   *
   * @throws IOException when it is not there or cannot be read
   */
  InputStream open(String sha256) throws IOException;

  /** The blobs that were put last before an instant. */
  List<String> olderThan(Instant instant) throws IOException;

  /**
   * Removes blobs unless they were put again since.
   *
   * @param instant those put at or after it stay
   * @return how many were removed
   */
  int remove(Predicate<String> unwanted, Instant instant) throws IOException;
}
