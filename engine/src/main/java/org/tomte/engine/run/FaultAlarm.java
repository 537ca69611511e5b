package org.tomte.engine.run;

import org.tomte.api.FaultKind;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.alarm.AlarmCause;

/**
 * Which alarm a failed run means. What lies in the connection is an alarm on the connection, so
 * that all its daemons share one.
 */
public final class FaultAlarm {
  private final AlarmBook alarms;
  private final String daemon;
  private final String owner;
  private final String connection;

  /**
   * Alarms of one daemon.
   *
   * @param connection the connection whose faults are shared with other daemons; empty for none
   */
  public FaultAlarm(AlarmBook alarms, String daemon, String owner, String connection) {
    this.alarms = alarms;
    this.daemon = daemon;
    this.owner = owner;
    this.connection = connection;
  }

  FaultAlarm(AlarmBook alarms, Member member) {
    this(alarms, member.name(), member.owner(), member.connection());
  }

  /** A run failed; so many did in a row. */
  public void failed(RunResult result, int faultsInARow) {
    FaultKind kind = result.fault() == null ? FaultKind.INTERNAL : result.fault();
    if (faultsInARow >= FaultReaction.to(kind).alarmAfter()) {
      alarms.raise(cause(kind), owner, result.words(), daemon);
    }
  }

  /** A run went well: whatever was wrong is over. */
  public void wentWell() {
    for (FaultKind kind : FaultKind.values()) {
      alarms.end(cause(kind));
    }
    alarms.end(AlarmCause.daemon(daemon, "deadline"));
  }

  private AlarmCause cause(FaultKind kind) {
    boolean shared =
        !connection.isEmpty()
            && switch (kind) {
              case CREDENTIALS, UNAVAILABLE, RATE_LIMITED -> true;
              case CONFIGURATION, BAD_DATA, INTERNAL -> false;
            };
    String word =
        switch (kind) {
          case CONFIGURATION -> "configuration";
          case CREDENTIALS -> "credentials";
          case RATE_LIMITED -> "rate-limited";
          case UNAVAILABLE -> "unavailable";
          case BAD_DATA -> "bad-data";
          case INTERNAL -> "internal";
        };
    return shared ? AlarmCause.connection(connection, word) : AlarmCause.daemon(daemon, word);
  }
}
