package org.tomte.engine.commit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tomte.engine.decision.Decision;

/** Ends an attempt: the data layer refused events, which go to quarantine in the next attempt. */
final class RefusedEvents extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Map<PreparedEvent, Decision.Failure> failures;

  RefusedEvents(Map<PreparedEvent, Decision.Failure> failures) {
    super(failures.size() + " events were refused", null, false, false);
    this.failures = new LinkedHashMap<>(failures);
  }

  boolean contains(PreparedEvent event) {
    return failures.containsKey(event);
  }

  void apply() {
    failures.forEach(PreparedEvent::fail);
  }
}
