package org.tomte.api.http;

import java.io.IOException;

/** Answers requests. */
@FunctionalInterface
public interface HttpHandler {

  /**
   * Answers one request on the thread that serves it; it may wait.
   *
   * @throws IOException when the body cannot be read, for example because the sender went away
   * @throws InterruptedException when the program stops
   */
  HttpAnswer handle(HttpCall call) throws IOException, InterruptedException;
}
