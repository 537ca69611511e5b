package org.tomte.engine.run;

import org.tomte.api.FaultKind;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.alarm.AlarmCause;

/**
 * Which alarm a failed run means. What lies in the connection is an alarm on the connection, so
 * that all its daemons share one.
 */
final class FaultAlarm {
  private final AlarmBook alarms;
  private final Member member;

  FaultAlarm(AlarmBook alarms, Member member) {
    this.alarms = alarms;
    this.member = member;
  }

  void failed(RunResult result, int faultsInARow) {
    FaultKind kind = result.fault() == null ? FaultKind.INTERNAL : result.fault();
    if (faultsInARow >= FaultReaction.to(kind).alarmAfter()) {
      alarms.raise(cause(kind), member.owner(), result.words(), member.name());
    }
  }

  void wentWell() {
    for (FaultKind kind : FaultKind.values()) {
      alarms.end(cause(kind));
    }
    alarms.end(AlarmCause.daemon(member.name(), "deadline"));
  }

  private AlarmCause cause(FaultKind kind) {
    boolean shared =
        !member.connection().isEmpty()
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
    return shared
        ? AlarmCause.connection(member.connection(), word)
        : AlarmCause.daemon(member.name(), word);
  }
}
