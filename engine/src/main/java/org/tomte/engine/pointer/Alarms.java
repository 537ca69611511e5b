package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Collects the alarms of one page; words are made only for what was seen. */
final class Alarms {
  private final List<PointerAlarm> raised = new ArrayList<>();

  /**
   * Raises an alarm if it was seen.
   *
   * @param values for the pattern ({@link java.util.Formatter}); instants are said in UTC
   */
  void raise(boolean seen, PointerAlarm.Cause cause, String pattern, @Nullable Object... values) {
    if (!seen) {
      return;
    }
    @Nullable Object[] said = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      said[i] = values[i] instanceof Instant time ? PointerWords.time(time) : values[i];
    }
    raised.add(new PointerAlarm(cause, String.format(Locale.ROOT, pattern, said)));
  }

  void duplicates(int count) {
    raise(
        count > 0,
        PointerAlarm.Cause.DUPLICATE_KEYS,
        "%,d events carry a key or id that another event of the same page has; they must be"
            + " unique.",
        count);
  }

  List<PointerAlarm> raised() {
    return raised;
  }
}
