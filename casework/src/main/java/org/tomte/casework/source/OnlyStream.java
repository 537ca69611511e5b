package org.tomte.casework.source;

import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** Sources here have one stream each. */
final class OnlyStream {

  private OnlyStream() {}

  static void check(String stream, String asked) throws ConnectorFault {
    if (!asked.equals(stream)) {
      throw new ConnectorFault(
          FaultKind.INTERNAL,
          "The source '%s' has no stream '%s'; its only stream is '%s'."
              .formatted(stream, asked, stream));
    }
  }
}
