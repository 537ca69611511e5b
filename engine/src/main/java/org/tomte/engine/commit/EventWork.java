package org.tomte.engine.commit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.PlannedEffect;

/** An event in one attempt: what was known of it, and what becomes of it. */
final class EventWork {
  final PreparedBatch batch;
  final PreparedEvent event;

  /** The key as it was before; null when it was not there. */
  @Nullable KeyRow known;

  /** The key as it was inserted in this attempt; null when it was there or is not stored. */
  @Nullable KeyRow inserted;

  /** What the effects made, those of earlier versions first. */
  final List<MadeEntry> made = new ArrayList<>();

  /** Ids that triage events of this event get; empty when they are not known beforehand. */
  List<Long> triageIds = List.of();

  /** Where the event is kept; null when it is not. */
  @Nullable KeptPlace kept;

  @Nullable EventOutcome outcome;

  EventWork(PreparedBatch batch, PreparedEvent event) {
    this.batch = batch;
    this.event = event;
  }

  /** Goes on with an event that is known, whatever its version. */
  void resume(KeyRow row) {
    known = row;
    for (MadeEffects.Made each : MadeEffects.read(row.made()).entries()) {
      made.add(MadeEntry.stored(each));
    }
  }

  boolean of(PreparedBatch other) {
    return batch.index() == other.index();
  }

  boolean live() {
    return batch.batch().mode() == Batch.Mode.LIVE;
  }

  Decision decision() {
    return event.decision();
  }

  /** What an effect made for an earlier version of the event; null when it did not happen. */
  MadeEffects.@Nullable Made madeBefore(PlannedEffect planned) {
    KeyRow row = known;
    return row == null ? null : MadeEffects.read(row.made()).of(planned.rule(), planned.action());
  }

  /** The objects that earlier versions made. */
  List<ObjectRef> madeBefore() {
    KeyRow row = known;
    return row == null ? List.of() : MadeEffects.read(row.made()).objects();
  }

  /** What its effects made, once all objects have their numbers. */
  MadeEffects madeEffects() {
    return new MadeEffects(made.stream().map(MadeEntry::made).toList());
  }

  EventOutcome result() {
    EventOutcome known = outcome;
    if (known == null) {
      throw new IllegalStateException(
          "event %s of stream %s was left without an outcome"
              .formatted(event.item().key(), event.judged().stream()));
    }
    return known;
  }
}
