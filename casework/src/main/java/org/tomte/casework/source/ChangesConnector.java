package org.tomte.casework.source;

import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.tomte.api.FieldType;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;
import org.tomte.api.Watch;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.workflow.Workflow;

/**
 * The {@code changes} source: every change of the team's objects once, in the order of the change
 * feed. The objects come along as they stand when the change is read.
 */
public final class ChangesConnector implements PollingConnector<ChangesSettings> {
  private final DataParts parts;

  /** The source of this data layer. */
  public ChangesConnector(DataParts parts) {
    this.parts = parts;
  }

  @Override
  public String name() {
    return "changes";
  }

  @Override
  public String summary() {
    return "Watches what people and daemons change on incidents, triage events, tasks and"
        + " indicators.";
  }

  @Override
  public Class<ChangesSettings> settings() {
    return ChangesSettings.class;
  }

  @Override
  public FieldType.Fields events(ChangesSettings settings) {
    return FieldType.closed()
        .with("object", FieldType.closed().with("kind", FieldType.TEXT).with("id", FieldType.WHOLE))
        .with("field", FieldType.TEXT)
        .with("before", FieldType.ANY)
        .with("after", FieldType.ANY)
        .with("at", FieldType.TIME)
        .with("by", FieldType.TEXT)
        .with("times", FieldType.WHOLE)
        .with("cause", EventFields.declaredCause())
        .with("incident", EventFields.declaredIncident())
        .with("triage", EventFields.declaredTriageEvent())
        .with("task", EventFields.declaredTask())
        .with("indicator", EventFields.declaredIndicator())
        .with(EventFields.DEPTH, FieldType.WHOLE);
  }

  @Override
  public boolean ownData() {
    return true;
  }

  @Override
  public Watch watch(ChangesSettings settings, SourceContext context) {
    return news -> {
      Runnable end =
          parts
              .signals()
              .subscribe(changes -> {
                Workflow workflow = parts.fields().get().workflow();
                if (changes.stream().anyMatch(change -> settings.wants(change, workflow))) {
                  news.run();
                }
              });
      try {
        news.run();
        new CountDownLatch(1).await(); // until nobody waits for news any more
      } finally {
        end.run();
      }
    };
  }

  @Override
  public Poller open(ChangesSettings settings, SourceContext context) {
    OptionalInt identity = parts.identities().identity(context.daemon());
    OptionalInt daemon = settings.own() ? OptionalInt.empty() : identity;
    CaseworkReader reader = parts.readerOf(context.daemon(), identity, settings.restricted());
    WantedChanges wanted =
        new WantedChanges(settings, daemon, parts.fields().get().workflow(), reader);
    return new ChangesPoller(parts.feed(), reader, wanted);
  }
}
