package org.tomte.engine.alarm;

import java.time.Instant;
import java.util.List;

/** Where alarms are kept; each call is one transaction. */
public interface AlarmStore {

  /**
   * Opens the alarm of this cause or counts one more signal of the open one.
   *
   * @param daemon the daemon that noticed, or empty text when none did
   */
  void raise(AlarmCause cause, String owner, String text, String daemon, Instant at);

  /** Ends the open alarm of this cause; does nothing when there is none. */
  void end(AlarmCause cause, Instant at);

  /** The open alarms, oldest first. */
  List<Alarm> open();

  /**
   * Alarms that ended, newest first.
   *
   * @param limit at most this many, positive
   */
  List<Alarm> ended(int limit);
}
