package org.tomte.engine.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  private MadeEffects madeBefore = MadeEffects.NONE;
  private boolean onlyAdds;

  /** The key as it was inserted in this attempt; null when it was there or is not stored. */
  @Nullable KeyRow inserted;

  /** What the effects made, those of earlier versions first. */
  final List<MadeEntry> made = new ArrayList<>();

  /** Ids that triage events of this event get; empty when they are not known beforehand. */
  List<Long> triageIds = List.of();

  /** Where the event is kept; null when it is not. */
  @Nullable KeptPlace kept;

  /** The decision as it is kept; null until it is rendered. */
  @Nullable String decisionJson;

  /** Whether something goes out because of it. */
  boolean sends;

  @Nullable EventOutcome outcome;

  EventWork(PreparedBatch batch, PreparedEvent event) {
    this.batch = batch;
    this.event = event;
  }

  /** Goes on with an event that is known, whatever its version. */
  void resume(KeyRow row, MadeEffects before) {
    known = row;
    madeBefore = before;
    before.entries().forEach(each -> made.add(MadeEntry.stored(each)));
  }

  /** Leaves alone what effects made before; the event is no newer version. */
  void onlyAdds() {
    onlyAdds = true;
  }

  /** Whether what an effect made before is brought up to date. */
  boolean updates() {
    return !onlyAdds;
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

  /** Whether the key was inserted with all that its effects make. */
  boolean insertedForGood() {
    return inserted != null && !triageIds.isEmpty();
  }

  /** What an effect made for an earlier version of the event; null when it did not happen. */
  MadeEffects.@Nullable Made madeBefore(PlannedEffect planned) {
    return madeBefore.of(planned.rule(), planned.action());
  }

  /** What an effect made or joined, now or for an earlier version; null when it did not. */
  MadeEntry.@Nullable Slot slot(String rule, String action) {
    return made.stream()
        .filter(each -> each.of(rule, action))
        .map(MadeEntry::slot)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The objects that earlier versions made. */
  List<ObjectRef> madeBefore() {
    return madeBefore.objects();
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
              .formatted(event.key(), event.judged().stream()));
    }
    return known;
  }
}
