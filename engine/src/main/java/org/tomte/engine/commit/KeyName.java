package org.tomte.engine.commit;

import org.tomte.engine.pointer.KeyHash;

/**
 * Names an event: a stream and the hash of the key. The order is the one in which keys are locked.
 *
 * @param stream the stream's number
 * @param hash the hash of {@link org.tomte.api.Item#key()}
 */
public record KeyName(int stream, KeyHash hash) implements Comparable<KeyName> {
  /** The first 32 bits of the hash, to find the event among many. */
  public int mark() {
    return (int) (hash.high() >>> 32);
  }

  @Override
  public int compareTo(KeyName other) {
    int byStream = Integer.compare(stream, other.stream);
    return byStream != 0 ? byStream : hash.compareTo(other.hash);
  }
}
