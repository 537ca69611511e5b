package org.tomte.engine.simulation;

import java.nio.file.Path;
import java.util.List;
import org.tomte.api.Item;
import org.tomte.engine.definition.compile.CompiledDaemon;

/** Reads sample files as the events that a daemon's source would make of them. */
@FunctionalInterface
public interface Samples {

  /** No files: every event is written in place. */
  Samples NONE =
      (_, file) -> {
        throw new SampleFault(file + " cannot be read here; write the event in place");
      };

  /**
   * Reads a file.
   *
   * @param daemon whose source reads it
   * @param file absolute
   * @return the events in order, at least one; also unreadable ones
   * @throws SampleFault when there is nothing to read
   */
  List<Item> read(CompiledDaemon daemon, Path file) throws SampleFault;

  /** A sample cannot be used. */
  final class SampleFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** A fault with a sentence that names the file. */
    public SampleFault(String message) {
      super(message, null, false, false);
    }
  }
}
