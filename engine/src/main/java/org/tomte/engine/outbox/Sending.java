package org.tomte.engine.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.ConnectorFault;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.FaultKind;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.connection.Pauses;
import org.tomte.engine.keep.PlainJson;

/**
 * Sends one entry that was taken, and says in the store what became of it. A crash between the two
 * sends it again under the same id.
 */
public final class Sending {
  private static final Logger log = LoggerFactory.getLogger(Sending.class);
  private static final Duration LONGEST_REST = Duration.ofHours(24);
  private static final int LONGEST_TEXT = 2_000;

  private final OutboxStore store;
  private final Outlets outlets;
  private final AlarmBook alarms;
  private final InstantSource clock;
  private final UnaryOperator<String> mask;
  private final Pauses pauses;

  /**
   * Sends the entries of a store.
   *
   * @param mask hides secrets in what is stored
   * @param pauses a fault of a connection that is paused meanwhile is none
   */
  public Sending(
      OutboxStore store,
      Outlets outlets,
      AlarmBook alarms,
      InstantSource clock,
      UnaryOperator<String> mask,
      Pauses pauses) {
    this.store = store;
    this.outlets = outlets;
    this.alarms = alarms;
    this.clock = clock;
    this.mask = mask;
    this.pauses = pauses;
  }

  /** Sends it. Only the store's faults are thrown; the entry's lease then ends by itself. */
  public void send(OutboxEntry entry) {
    String host = "";
    try (Outlets.Outlet outlet = outlets.open(entry)) {
      host = outlet.host();
      Instant now = clock.instant();
      Instant room = store.room(host, outlet.perMinute(), now);
      if (room.isAfter(now)) {
        store.later(entry, room, null, false);
        return;
      }
      switch (outlet.deliver()) {
        case DeliveryOutcome.Delivered delivered -> delivered(entry, delivered);
        case DeliveryOutcome.Refused refused -> park(entry, refused.reason());
      }
    } catch (ConnectorFault fault) {
      failed(entry, host, fault);
    } catch (InterruptedException tooLong) {
      failed(
          entry,
          host,
          new ConnectorFault(
              FaultKind.UNAVAILABLE,
              "It took longer than a delivery may take, or the program was stopped."));
    } catch (StoreFault fault) {
      throw fault;
    } catch (RuntimeException ours) {
      log.error("Delivery {} met a fault of Tomte itself", entry.number(), ours);
      failed(
          entry,
          host,
          new ConnectorFault(
              FaultKind.INTERNAL,
              "A fault of Tomte itself (%s: %s)."
                  .formatted(ours.getClass().getSimpleName(), ours.getMessage())));
    }
  }

  private void delivered(OutboxEntry entry, DeliveryOutcome.Delivered delivered) {
    String words = shortened(mask.apply(delivered.words()));
    String answer = mask.apply(PlainJson.write(delivered.answer()));
    OutboxEntry.Ending ending = new OutboxEntry.Ending(words, null, clock.instant());
    if (!store.done(entry, ending, answer, transaction -> note(transaction, entry, words))) {
      log.info("Delivery {} was sent by two; another node has ended it", entry.number());
    }
    for (FaultKind kind : FaultKind.values()) {
      alarms.end(cause(entry, kind));
    }
  }

  /** Writes to the object that something was sent about it. */
  private void note(CaseworkTransaction transaction, OutboxEntry entry, String words) {
    Origin origin = entry.delivery().origin();
    ObjectRef object = origin.object();
    Cause cause = origin.cause();
    if (object != null && cause != null) {
      // A refusal (the object is gone, the chain of daemons is too long) costs the note only.
      new Casework(transaction, cause, CaseworkContext.plain(clock)).addNote(object, words);
    }
  }

  private void failed(OutboxEntry entry, String host, ConnectorFault fault) {
    if (pauses.until(entry.delivery().route().connection()) != null) {
      // It was taken a moment before the pause; nobody is to be called for what was expected.
      store.later(entry, clock.instant(), null, false);
      return;
    }
    DeliveryReaction reaction = DeliveryReaction.to(fault.kind());
    int faults = entry.tries().faults() + 1;
    String problem = shortened(mask.apply(String.valueOf(fault.getMessage())));
    if (faults >= reaction.alarmAfter()) {
      alarms.raise(
          cause(entry, fault.kind()),
          entry.delivery().origin().owner(),
          problem,
          entry.delivery().origin().name());
    }
    if (faults >= reaction.tries()) {
      park(entry, "given up after %,d tries: %s".formatted(faults, problem));
      return;
    }
    Instant now = clock.instant();
    Duration wait = reaction.backOff(faults, entry.delivery().id(), bounded(fault.retryAfter()));
    if (fault.kind() == FaultKind.RATE_LIMITED && !host.isEmpty()) {
      store.rest(host, now.plus(wait));
    }
    store.later(entry, now.plus(wait), problem, true);
  }

  private static @Nullable Duration bounded(@Nullable Duration asked) {
    return asked != null && asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
  }

  private void park(OutboxEntry entry, String reason) {
    String problem = shortened(mask.apply(reason));
    if (store.park(entry, problem, clock.instant())) {
      log.warn(
          "Delivery {} ({} of {}) is set aside: {}",
          entry.number(),
          entry.delivery().route().word(),
          entry.delivery().origin().name(),
          problem);
    }
  }

  /** What lies in the connection is an alarm on it, shared with whatever else uses it. */
  private static AlarmCause cause(OutboxEntry entry, FaultKind kind) {
    String connection = entry.delivery().route().connection();
    String word = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    return connection.isEmpty()
        ? AlarmCause.daemon(entry.delivery().origin().name(), "delivery-" + word)
        : AlarmCause.connection(connection, word);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " ...";
  }
}
