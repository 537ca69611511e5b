package org.tomte.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item of which only key and version are known yet. The engine loads it when it is new or
 * changed, so a folder of a million known files costs no reading.
 *
 * @param key see {@link Item#key()}
 * @param position see {@link Item#position()}
 * @param version changes when the object changes
 * @param time see {@link Event#time()}, where it is known before loading; else null
 * @param loader reads the whole item
 */
public record Listed(
    String key, Position position, String version, @Nullable Instant time, Loader loader)
    implements Item {

  /** An item whose time is known only when it is loaded. */
  public Listed(String key, Position position, String version, Loader loader) {
    this(key, position, version, null, loader);
  }

  /** Reads one listed item. */
  @FunctionalInterface
  public interface Loader {

    /**
     * Returns the event or says why it cannot be read, with the key, position and version of the
     * listing. Null when it is no longer there or is to be left out, which only streams of ordered
     * ids may say: it is passed.
     *
     * @throws ConnectorFault when the source cannot be reached; the item is then asked for again
     * @throws InterruptedException when the run is cancelled
     */
    @Nullable Item load() throws ConnectorFault, InterruptedException;
  }
}
