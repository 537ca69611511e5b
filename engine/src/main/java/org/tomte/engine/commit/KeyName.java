package org.tomte.engine.commit;

import java.util.Comparator;
import org.tomte.engine.pointer.KeyHash;

/**
 * Names an event: a stream and the hash of the key. The order is the one in which keys are locked.
 *
 * @param stream the stream's number
 * @param hash the hash of {@link org.tomte.api.Item#key()}
 */
public record KeyName(int stream, KeyHash hash) implements Comparable<KeyName> {
  private static final Comparator<KeyName> ORDER =
      Comparator.comparingInt(KeyName::stream).thenComparing(KeyName::hash);

  /** The first 32 bits of the hash, to find the event among many. */
  public int mark() {
    return (int) (hash.high() >>> 32);
  }

  @Override
  public int compareTo(KeyName other) {
    return ORDER.compare(this, other);
  }
}
