package org.tomte.api;

/**
 * An item of which only key and version are known yet. The engine loads it when it is new or
 * changed, so a folder of a million known files costs no reading.
 *
 * @param key see {@link Item#key()}
 * @param position see {@link Item#position()}
 * @param version changes when the object changes
 * @param loader reads the whole item
 */
public record Listed(String key, Position position, String version, Loader loader) implements Item {

  /** Reads one listed item. */
  @FunctionalInterface
  public interface Loader {

    /**
     * Returns the event or says why it cannot be read, with the key, position and version of the
     * listing.
     *
     * @throws ConnectorFault when the source cannot be reached; the item is then asked for again
     * @throws InterruptedException when the run is cancelled
     */
    Item load() throws ConnectorFault, InterruptedException;
  }
}
