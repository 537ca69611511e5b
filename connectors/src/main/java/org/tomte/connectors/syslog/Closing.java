package org.tomte.connectors.syslog;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Closes sockets whose fate is no news. */
final class Closing {
  private Closing() {}

  static void quietly(@Nullable Closeable open) {
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException gone) {
      // The other side was faster.
    }
  }
}
