package org.tomte.connectors.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tomte.api.http.HttpAnswer;
import org.tomte.api.listen.Receipt;
import tools.jackson.databind.json.JsonMapper;

/** What senders are answered, as JSON. */
final class Answers {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Answers() {}

  static HttpAnswer error(int status, String words) {
    return HttpAnswer.json(status, JSON.writeValueAsString(Map.of("error", words)));
  }

  static HttpAnswer of(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Committed committed -> committed(committed.events());
      case Receipt.Busy busy ->
          later(429, "more is waiting than can be worked off", busy.retryAfter());
      case Receipt.Unavailable away -> later(503, away.words(), away.retryAfter());
    };
  }

  /** Asks the sender to come back; at least a second, as the header has whole seconds. */
  static HttpAnswer later(int status, String words, Duration after) {
    long seconds = Math.max(1, after.plusMillis(999).toSeconds());
    return error(status, words).with("Retry-After", String.valueOf(seconds));
  }

  private static HttpAnswer committed(List<Receipt.Taken> events) {
    List<Map<String, Object>> told = new ArrayList<>(events.size());
    for (Receipt.Taken event : events) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", event.key());
      one.put("outcome", event.outcome().name().toLowerCase(Locale.ROOT));
      one.put("objects", event.objects());
      told.add(one);
    }
    return HttpAnswer.json(200, JSON.writeValueAsString(Map.of("events", told)));
  }
}
