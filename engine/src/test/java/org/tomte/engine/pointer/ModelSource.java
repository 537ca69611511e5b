package org.tomte.engine.pointer;

import org.jspecify.annotations.NullUnmarked;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;

/** A source that a test can look into. */
@NullUnmarked
interface ModelSource {
  Page poll(PollRequest request);
}
