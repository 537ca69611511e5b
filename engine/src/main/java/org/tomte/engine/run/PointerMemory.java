package org.tomte.engine.run;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.StoredPointer;

/**
 * A daemon's pointers as they were read last, so that runs that find nothing do not ask the
 * database. They hold in one epoch only, for whoever else moves a pointer raises it, and are
 * forgotten before anything of this daemon is committed.
 */
final class PointerMemory {
  /** Pointers with many gaps are read each time; ten thousand daemons must not fill the heap. */
  private static final int LONGEST = 2_048;

  private final Pointers pointers;
  private volatile @Nullable Known known;

  private record Known(long epoch, Map<String, StoredPointer> pointers) {}

  PointerMemory(Pointers pointers) {
    this.pointers = pointers;
  }

  /** By stream; remembered or read. */
  Map<String, StoredPointer> of(DaemonId daemon, long epoch) {
    Known before = known;
    if (before != null && before.epoch == epoch) {
      return before.pointers;
    }
    Map<String, StoredPointer> stored = new HashMap<>();
    int length = 0;
    for (StoredPointer pointer : pointers.of(daemon)) {
      stored.put(pointer.stream().name(), pointer);
      length += pointer.stream().name().length() + pointer.state().length();
    }
    Map<String, StoredPointer> read = Map.copyOf(stored);
    known = length > LONGEST ? null : new Known(epoch, read);
    return read;
  }

  /** Something is handed over to be committed. */
  void forget() {
    known = null;
  }
}
