package org.tomte.benchmarks.sink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.Position;

/** Alerts as a SIEM exports them, about 420 bytes of JSON each, the same for each seed. */
final class SampleEvents {
  private static final Instant FIRST = Instant.parse("2026-11-25T08:00:00Z");
  private static final List<String> RULES =
      List.of(
          "Several failed log-ins of one account",
          "Log-in from an unusual country",
          "New administrator account",
          "Encoded command line started");

  private SampleEvents() {}

  /** Events with the ids from {@code first} on. */
  static List<Event> of(long first, int count) {
    List<Event> events = new ArrayList<>(count);
    for (long id = first; id < first + count; id++) {
      events.add(event(id));
    }
    return events;
  }

  private static Event event(long id) {
    Random random = new Random(id);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("rule", RULES.get(random.nextInt(RULES.size())));
    fields.put("severity", 7L + random.nextInt(3));
    fields.put("user", "user-" + random.nextInt(5_000));
    fields.put("host", "wks-%05d".formatted(random.nextInt(20_000)));
    fields.put("address", "10.%d.%d.%d".formatted(octet(random), octet(random), octet(random)));
    fields.put("process", Map.of("pid", (long) random.nextInt(60_000), "name", "powershell"));
    fields.put("tags", List.of("edr", "windows", "site-" + random.nextInt(40)));
    fields.put("hash", Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
    fields.put(
        "message",
        "Session %08x of the account was refused %d times within five minutes, policy %s applies"
            .formatted(random.nextInt(), random.nextInt(90), Long.toHexString(random.nextLong())));
    return Event.of("alert-%012d".formatted(id), new Position.Id(id), FIRST.plusMillis(id), fields);
  }

  private static int octet(Random random) {
    return random.nextInt(256);
  }
}
