package org.tomte.engine.listen;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.Unreadable;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.FieldsInPlace;
import org.tomte.api.listen.TextPlace;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.CleanText;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.KeyUse;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.RuleTrace;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.RuleCount;
import org.tomte.engine.observe.Stage;

/** Judges arrivals by one revision of a daemon, at the instant at which they were received. */
final class ArrivalJudging {

  /** All nodes share one stream, so that a repeat is known wherever the sender sends it. */
  static final String STREAM = "received";

  private final ListeningDaemon daemon;
  private final boolean keepsUnmatched;

  ArrivalJudging(ListeningDaemon daemon) {
    this.daemon = daemon;
    this.keepsUnmatched = daemon.handling().keep().unmatched().isPositive();
  }

  /**
   * Whether nothing of an arrival is to be written for sure, told without making anything.
   *
   * @param place is moved about
   */
  boolean isSurelyMissed(Arrival arrival, TextPlace place) {
    FieldsInPlace fields = keepsUnmatched ? null : arrival.inPlace();
    return fields != null && daemon.judge().isSurelyUnwanted(fields, place, arrival.received());
  }

  /** Counts those as {@link #judgeOrCount} would. */
  static void countMissed(long arrivals, Counters.Counting misses) {
    misses
        .count(Stage.READ, arrivals)
        .count(Stage.NEW, arrivals)
        .count(Stage.DISCARDED, arrivals)
        .count(Stage.UNMATCHED, arrivals);
  }

  /**
   * Judges one that nobody waits for.
   *
   * @param place its key where it has none of its own
   * @param misses counts it when nothing of it is to be written
   * @return null when nothing of it is to be written
   */
  @Nullable Judged judgeOrCount(Arrival arrival, String place, Counters.Counting misses) {
    if (arrival.unreadable() != null) {
      return judge(arrival, place);
    }
    String key = arrival.key();
    CleanFields fields;
    Decision decision;
    try {
      fields = new CleanFields(arrival.fields());
      Event seen = event(arrival, key == null ? place : key, fields, null);
      decision = daemon.judge().decide(STREAM, seen, arrival.received());
    } catch (RuntimeException broken) {
      return unreadable(arrival, key == null ? place : key, fault(broken));
    }
    if (isMiss(decision)) {
      count(decision, misses);
      return null;
    }
    Event kept = event(arrival, key == null ? place : key, fields.all(), arrival.raw());
    return judged(CleanText.event(kept), decision, key != null);
  }

  /** Judges one of which the outcome is to be known. */
  Judged judge(Arrival arrival, String place) {
    String own = arrival.key();
    String key = own == null ? place : own;
    String reason = arrival.unreadable();
    if (reason != null) {
      return unreadable(arrival, key, reason);
    }
    try {
      Event event = CleanText.event(event(arrival, key, arrival.fields(), arrival.raw()));
      Decision decision = daemon.judge().decide(STREAM, event, arrival.received());
      return judged(event, decision, own != null);
    } catch (RuntimeException broken) {
      return unreadable(arrival, key, fault(broken));
    }
  }

  /** Judges again what another revision judged. */
  Waiting again(Waiting waiting) {
    Judged judged = judge(waiting.arrival(), waiting.judged().item().key());
    return new Waiting(waiting.arrival(), judged, this, waiting.ticket(), waiting.index());
  }

  private static Event event(
      Arrival arrival, String key, Map<String, @Nullable Object> fields, @Nullable Raw raw) {
    return new Event(
        key,
        Position.NONE,
        arrival.time(),
        null,
        fields,
        arrival.attachments(),
        raw,
        arrival.link());
  }

  private static Judged judged(Item item, Decision decision, boolean ownKey) {
    KeyUse use = ownKey ? KeyUse.ALWAYS : KeyUse.WHEN_MADE;
    return new Judged(STREAM, item, decision, Acknowledgements.NONE, use, 0);
  }

  private static Judged unreadable(Arrival arrival, String key, String reason) {
    Raw raw = arrival.raw();
    Raw shown = raw == null ? new Raw("application/octet-stream", Content.of(new byte[0])) : raw;
    Item item = CleanText.item(new Unreadable(key, Position.NONE, shown, reason));
    Decision decision =
        new Decision(
            arrival.received(),
            0,
            List.of(),
            List.of(),
            false,
            new Decision.Failure("read", reason));
    return judged(item, decision, arrival.key() != null);
  }

  /** A connector that breaks while it makes fields costs one event, not the listener. */
  private static String fault(RuntimeException broken) {
    return "its fields cannot be made: %s".formatted(broken);
  }

  private boolean isMiss(Decision decision) {
    KeepPolicy keep = daemon.handling().keep();
    return decision.discarded()
        && !(decision.matched() ? keep.matched() : keep.unmatched()).isPositive();
  }

  /** Counts as the commit counts an event of which nothing is made. */
  private static void count(Decision decision, Counters.Counting misses) {
    misses.count(Stage.READ).count(Stage.NEW).count(Stage.DISCARDED);
    if (!decision.matched()) {
      misses.count(Stage.UNMATCHED);
    }
    boolean notJudged = false;
    for (RuleTrace rule : decision.rules()) {
      switch (rule.verdict()) {
        case MATCHED -> misses.count(rule.rule(), new RuleCount(1, 0, 0));
        case UNKNOWN -> {
          misses.count(rule.rule(), new RuleCount(0, 1, 0));
          notJudged = true;
        }
        case FAILED -> {
          misses.count(rule.rule(), new RuleCount(0, 0, 1));
          notJudged = true;
        }
        case NOT_MATCHED, ASLEEP, NOT_REACHED -> {}
      }
    }
    if (notJudged) {
      misses.count(Stage.NOT_JUDGED);
    }
  }
}
