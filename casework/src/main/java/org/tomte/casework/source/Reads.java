package org.tomte.casework.source;

import java.util.function.Supplier;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** Tells a failing data layer in the words of sources. */
final class Reads {

  private Reads() {}

  /** Our own database is the source: when it does not answer, the source is unavailable. */
  static <T> T from(String source, Supplier<T> read) throws ConnectorFault {
    try {
      return read.get();
    } catch (RuntimeException e) {
      throw new ConnectorFault(
          FaultKind.UNAVAILABLE, "The source '" + source + "' cannot read the database.", e);
    }
  }
}
