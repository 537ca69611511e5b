package org.tomte.engine.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it stands.
 *
 * @param number grows in the order of storing
 * @param delivery what is sent
 * @param state where it stands
 * @param hold why it is held; null unless it is
 * @param tries how it went so far
 * @param ending how it ended; null while it has not
 */
public record OutboxEntry(
    long number,
    NewDelivery delivery,
    State state,
    @Nullable Hold hold,
    Tries tries,
    @Nullable Ending ending) {

  /** Where an entry stands. */
  public enum State {
    /** To be sent, in its turn and when it is due. */
    OPEN,
    /** Waits for a person; what comes after it goes on. */
    HELD,
    /** Given up after the last try, or refused; waits for a person. */
    PARKED,
    /** Taken by the receiver. */
    DONE,
    /** A person did not want it sent. */
    DISCARDED
  }

  /**
   * The tries.
   *
   * @param count how often it was sent, also in vain
   * @param faults how many of them count against the last try
   * @param due when it is sent next at the earliest
   * @param claim counts how often somebody took it; who holds an older one cannot end it
   * @param leaseUntil until when it is taken; null when it is not
   * @param problem what went wrong last, masked; null when nothing did
   */
  public record Tries(
      int count,
      int faults,
      Instant due,
      long claim,
      @Nullable Instant leaseUntil,
      @Nullable String problem) {}

  /**
   * How an entry ended.
   *
   * @param words what the connector said, or why a person discarded it
   * @param who the person; null when it was sent
   * @param at when
   */
  public record Ending(String words, @Nullable String who, Instant at) {}
}
