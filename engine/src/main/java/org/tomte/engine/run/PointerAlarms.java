package org.tomte.engine.run;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.pointer.PointerAlarm;

/** Raises what the pointer noticed in a run, and ends what a good run no longer sees. */
final class PointerAlarms {
  private final AlarmBook alarms;
  private final PolledDaemon daemon;
  private final Set<PointerAlarm.Cause> raised = EnumSet.noneOf(PointerAlarm.Cause.class);

  PointerAlarms(AlarmBook alarms, PolledDaemon daemon) {
    this.alarms = alarms;
    this.daemon = daemon;
  }

  void raise(String stream, List<PointerAlarm> seen) {
    for (PointerAlarm alarm : seen) {
      if (raised.add(alarm.cause())) {
        alarms.raise(
            cause(alarm.cause()),
            daemon.owner(),
            "Stream %s: %s".formatted(stream, alarm.words()),
            daemon.name());
      }
    }
  }

  /** Raises what the source itself said about the stream; null is nothing. */
  void raise(String stream, @Nullable String notice) {
    if (notice != null) {
      raise(stream, List.of(new PointerAlarm(PointerAlarm.Cause.RENUMBERED, notice)));
    }
  }

  void endOthers() {
    for (PointerAlarm.Cause cause : PointerAlarm.Cause.values()) {
      if (!raised.contains(cause)) {
        alarms.end(cause(cause));
      }
    }
  }

  private AlarmCause cause(PointerAlarm.Cause cause) {
    return AlarmCause.daemon(
        daemon.name(), cause.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
