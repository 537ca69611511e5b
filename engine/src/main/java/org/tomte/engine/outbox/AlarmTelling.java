package org.tomte.engine.outbox;

import java.util.List;
import java.util.function.Function;
import org.tomte.engine.alarm.Alarm;

/** Remembers which alarms their owners were told of. */
public interface AlarmTelling {

  /**
   * Gives alarms that began or ended and of which nobody was told, and stores what is to be sent in
   * the transaction that remembers it. An alarm that ended before anybody was told is passed over.
   *
   * @param notices what to send; empty when nobody can be told
   * @return how many alarms were told
   */
  int tell(Function<Alarm, List<NewDelivery>> notices);
}
