package org.tomte.engine.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.alarm.AlarmStore;

/** Alarms in memory, for dry runs and tests. */
public final class MemoryAlarms implements AlarmStore {
  private final Map<String, Alarm> open = new LinkedHashMap<>();
  private final List<Alarm> ended = new ArrayList<>();
  private long ids;

  @Override
  public synchronized void raise(
      AlarmCause cause, String owner, String text, String daemon, Instant at) {
    Alarm before = open.get(cause.key());
    TreeSet<String> daemons = new TreeSet<>();
    if (before != null) {
      daemons.addAll(before.daemons());
    }
    if (!daemon.isEmpty()) {
      daemons.add(daemon);
    }
    open.put(
        cause.key(),
        new Alarm(
            before == null ? ++ids : before.id(),
            cause,
            owner,
            text,
            List.copyOf(daemons),
            before == null ? at : before.since(),
            at,
            before == null ? 1 : before.count() + 1,
            null));
  }

  @Override
  public synchronized void end(AlarmCause cause, Instant at) {
    Alarm alarm = open.remove(cause.key());
    if (alarm != null) {
      ended.add(
          new Alarm(
              alarm.id(),
              cause,
              alarm.owner(),
              alarm.text(),
              alarm.daemons(),
              alarm.since(),
              alarm.last(),
              alarm.count(),
              at));
    }
  }

  @Override
  public synchronized List<Alarm> open() {
    return List.copyOf(open.values());
  }

  @Override
  public synchronized List<Alarm> ended(int limit) {
    List<Alarm> latest = new ArrayList<>(ended.reversed());
    return List.copyOf(latest.subList(0, Math.min(limit, latest.size())));
  }
}
