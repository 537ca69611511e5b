package org.tomte.api;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What a poller is given beside its settings.
 *
 * @param daemon the daemon's name, for messages
 * @param clock the only clock a connector may read
 * @param folder where relative paths of the definition start
 * @param seal tells what this installation sent itself
 */
public record SourceContext(String daemon, InstantSource clock, Path folder, Seal seal) {

  /** For a source outside of an installation. */
  public SourceContext(String daemon, InstantSource clock, Path folder) {
    this(daemon, clock, folder, Seal.open());
  }
}
