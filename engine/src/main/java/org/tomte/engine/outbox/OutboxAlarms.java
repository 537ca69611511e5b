package org.tomte.engine.outbox;

import java.util.HashSet;
import java.util.Set;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.alarm.AlarmCause;

/** Keeps alarms about deliveries that wait for a person; they end when nothing waits any more. */
public final class OutboxAlarms {

  /** What such alarms are about, when they are about deliveries of alarms. */
  public static final String SUBJECT = "outbox";

  private static final String PARKED = "parked-deliveries";
  private static final String ABOVE = "deliveries-above-at-most";

  private final OutboxStore store;
  private final AlarmBook alarms;

  /** Alarms about the entries of a store. */
  public OutboxAlarms(OutboxStore store, AlarmBook alarms) {
    this.store = store;
    this.alarms = alarms;
  }

  /** Looks what waits now. */
  public void look() {
    Set<String> lasting = new HashSet<>();
    for (OutboxStore.Waiting waiting : store.waiting()) {
      if (waiting.parked() > 0) {
        raise(
            waiting,
            PARKED,
            "%,d deliveries were given up; see tomte outbox list --state parked."
                .formatted(waiting.parked()),
            lasting);
      }
      if (waiting.aboveAtMost() > 0) {
        raise(
            waiting,
            ABOVE,
            "%,d deliveries are held because more came than at-most lets out; see tomte outbox list --state held."
                .formatted(waiting.aboveAtMost()),
            lasting);
      }
    }
    alarms.open().stream()
        .map(alarm -> alarm.cause())
        .filter(cause -> cause.kind().equals(PARKED) || cause.kind().equals(ABOVE))
        .filter(cause -> !lasting.contains(cause.key()))
        .forEach(alarms::end);
  }

  private void raise(OutboxStore.Waiting waiting, String kind, String text, Set<String> lasting) {
    boolean aboutAlarms = waiting.daemon().equals(AlarmNotices.SENDER);
    AlarmCause cause =
        aboutAlarms
            ? new AlarmCause(SUBJECT, AlarmNotices.SENDER, kind)
            : AlarmCause.daemon(waiting.daemon(), kind);
    lasting.add(cause.key());
    alarms.raise(cause, waiting.owner(), text, aboutAlarms ? "" : waiting.daemon());
  }
}
