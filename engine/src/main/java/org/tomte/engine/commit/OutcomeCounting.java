package org.tomte.engine.commit;

import org.tomte.engine.decision.RuleTrace;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.RuleCount;
import org.tomte.engine.observe.Stage;

/** Counts what became of the events of one batch, beside what was counted before the commit. */
final class OutcomeCounting {
  private final Counters.Counting counting = new Counters.Counting();

  OutcomeCounting(Counters before) {
    counting.add(before);
  }

  void count(EventWork work) {
    EventOutcome outcome = work.result();
    if (outcome instanceof EventOutcome.Known || outcome instanceof EventOutcome.LeftOut) {
      counting.count(stage(outcome));
      return;
    }
    counting.count(Stage.NEW).count(stage(outcome));
    if (!work.decision().matched() && work.event.failure() == null) {
      counting.count(Stage.UNMATCHED);
    }
    if (outcome instanceof EventOutcome.Created) {
      long objects =
          work.madeEffects().entries().stream()
              .filter(made -> made.object() != null && !made.joined())
              .count();
      counting.count(Stage.OBJECTS, objects);
    }
    rules(work);
  }

  private static Stage stage(EventOutcome outcome) {
    return switch (outcome) {
      case EventOutcome.Created _ -> Stage.CREATED;
      case EventOutcome.Merged _ -> Stage.MERGED;
      case EventOutcome.Known _ -> Stage.KNOWN;
      case EventOutcome.LeftOut _ -> Stage.LEFT_OUT;
      case EventOutcome.Discarded _, EventOutcome.Unmatched _ -> Stage.DISCARDED;
      case EventOutcome.Suppressed _ -> Stage.SUPPRESSED;
      case EventOutcome.Observed _ -> Stage.OBSERVED;
      case EventOutcome.Quarantined _ -> Stage.QUARANTINED;
    };
  }

  private void rules(EventWork work) {
    boolean notJudged = false;
    for (RuleTrace rule : work.decision().rules()) {
      switch (rule.verdict()) {
        case MATCHED -> counting.count(rule.rule(), new RuleCount(1, 0, 0));
        case UNKNOWN -> {
          counting.count(rule.rule(), new RuleCount(0, 1, 0));
          notJudged = true;
        }
        case FAILED -> {
          counting.count(rule.rule(), new RuleCount(0, 0, 1));
          notJudged = true;
        }
        case NOT_MATCHED, ASLEEP, NOT_REACHED -> {}
      }
    }
    if (notJudged) {
      counting.count(Stage.NOT_JUDGED);
    }
  }

  Counters done() {
    return counting.done();
  }
}
