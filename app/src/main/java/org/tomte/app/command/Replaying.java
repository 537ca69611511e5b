package org.tomte.app.command;

import java.util.List;
import java.util.function.Function;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Unreadable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.CleanText;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.KeyUse;
import org.tomte.engine.commit.QuarantineReplay;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.quarantine.QuarantineEntry;
import org.tomte.engine.rule.RuleSet;
import org.tomte.engine.run.PolledDaemon;

/**
 * Decides about quarantined events by the rules as they are now, at the instant of the first time.
 */
final class Replaying implements Function<QuarantineEntry, QuarantineReplay.Judgement> {
  private final OpenInstance instance;
  private final DaemonFinder finder;

  Replaying(OpenInstance instance) {
    this.instance = instance;
    this.finder = new DaemonFinder(instance);
  }

  @Override
  public QuarantineReplay.Judgement apply(QuarantineEntry entry) {
    DaemonHead head = finder.head(finder.name(entry.daemon()));
    CompiledDaemon daemon = finder.compiled(head.name());
    PolledDaemon polled = instance.factory().polled(daemon, DaemonFinder.identity(head));
    Item item = CleanText.item(entry.item().item(instance.blobs()));
    RuleSet rules = instance.factory().rules(daemon, head.revision());
    Judged judged =
        new Judged(
            entry.stream(),
            item,
            decide(rules, item, entry, head.revision()),
            polled.writes().acknowledgements(),
            KeyUse.ALWAYS,
            entry.depth());
    return new QuarantineReplay.Judgement(judged, polled.writes().keep(), polled.writes().mode());
  }

  private static Decision decide(RuleSet rules, Item item, QuarantineEntry entry, int revision) {
    return switch (item) {
      case Event event -> rules.decide(event, entry.instant());
      case Unreadable unreadable ->
          new Decision(
              entry.instant(),
              revision,
              List.of(),
              List.of(),
              false,
              new Decision.Failure(
                  "read", unreadable.reason() + "; give it fields with tomte quarantine edit"));
      case Listed listed ->
          throw new IllegalStateException("a listed item was quarantined: " + listed.key());
    };
  }
}
