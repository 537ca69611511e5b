package org.tomte.engine;

/**
 * The identity of a daemon, given once by the store. It survives renames; a clone gets its own.
 *
 * @param value positive
 */
public record DaemonId(int value) implements Comparable<DaemonId> {

  /** Rejects what the store never gives. */
  public DaemonId {
    if (value <= 0) {
      throw new IllegalArgumentException("a daemon identity is positive, not " + value);
    }
  }

  @Override
  public int compareTo(DaemonId other) {
    return Integer.compare(value, other.value);
  }
}
