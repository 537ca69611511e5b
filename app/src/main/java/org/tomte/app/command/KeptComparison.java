package org.tomte.app.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tomte.api.Event;
import org.tomte.app.console.Progress;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.CleanText;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.KeyUse;
import org.tomte.engine.commit.QuarantineReplay;
import org.tomte.engine.commit.ReplayOutcome;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.keep.KeptEvents.KeptEvent;
import org.tomte.engine.rule.RuleSet;
import org.tomte.engine.run.PolledDaemon;

/** Decides about kept events by the rules of now, and makes what they ask for beyond the old. */
final class KeptComparison {
  private static final int PAGE = 500;

  private final OpenInstance instance;
  private final DaemonHead head;
  private final RuleSet rules;
  private final PolledDaemon daemon;
  private final boolean apply;
  private final List<Difference> differences = new ArrayList<>();
  private int judged;

  /**
   * An event about which the rules now decide in another way.
   *
   * @param result what applying it brought; {@link ReplayOutcome.NotOpen} when nothing was to do
   */
  record Difference(KeptEvent event, String before, String after, ReplayOutcome result) {
    boolean made() {
      return result instanceof ReplayOutcome.Replayed;
    }

    boolean failed() {
      return switch (result) {
        case ReplayOutcome.FailedAgain _, ReplayOutcome.Unavailable _ -> true;
        case ReplayOutcome.Replayed _, ReplayOutcome.NotOpen _ -> false;
      };
    }
  }

  KeptComparison(OpenInstance instance, DaemonHead head, boolean apply) {
    this.instance = instance;
    this.head = head;
    this.apply = apply;
    CompiledDaemon compiled = new DaemonFinder(instance).compiled(head.name());
    this.rules = instance.factory().rules(compiled, head.revision());
    this.daemon = instance.factory().polled(compiled, DaemonFinder.identity(head));
  }

  List<Difference> differences() {
    return differences;
  }

  /** How many events were decided again. */
  int judged() {
    return judged;
  }

  /** Whether the daemon's effects happen. */
  boolean live() {
    return daemon.writes().mode() == Batch.Mode.LIVE;
  }

  void run(Instant from, Instant until, Progress progress) {
    long after = 0;
    while (true) {
      List<KeptEvent> page = instance.keptEvents().between(head.id(), from, until, after, PAGE);
      if (page.isEmpty()) {
        return;
      }
      page.forEach(this::judge);
      after = page.getLast().id();
      progress.say("%,d events decided again".formatted(judged));
    }
  }

  private void judge(KeptEvent kept) {
    if (!(CleanText.item(kept.item().item(instance.blobs())) instanceof Event event)) {
      return;
    }
    judged++;
    Decision decision = rules.decide(event, kept.decision().instant());
    String before =
        essence(EventWords.matched(kept.decision().rules()), KeptWords.essence(kept.decision()));
    String after = essence(EventWords.matched(decision.rules()), KeptWords.essence(decision));
    if (before.equals(after)) {
      return;
    }
    boolean makes = apply && decision.failure() == null && !decision.discarded();
    ReplayOutcome result = makes ? make(kept, event, decision) : new ReplayOutcome.NotOpen();
    differences.add(new Difference(kept, before, after, result));
  }

  private ReplayOutcome make(KeptEvent kept, Event event, Decision decision) {
    Judged work =
        new Judged(
            kept.stream(),
            event,
            decision,
            Acknowledgements.NONE,
            KeyUse.ALWAYS,
            daemon.writes().depth().applyAsInt(event));
    return instance
        .keptReplay()
        .replay(
            head.id(),
            kept.at(),
            new QuarantineReplay.Judgement(work, daemon.writes().keep(), daemon.writes().mode()));
  }

  private static String essence(String rules, String effects) {
    return (rules.isEmpty() ? "no rule" : rules) + " -> " + effects;
  }
}
