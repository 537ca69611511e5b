package org.tomte.casework.source;

import java.util.OptionalInt;
import org.tomte.api.FieldType;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.access.Access;
import org.tomte.casework.change.ChangeFeed;

/**
 * The {@code changes} source: every change of the team's objects once, in the order of the change
 * feed. The objects come along as they stand when the change is read.
 */
public final class ChangesConnector implements PollingConnector<ChangesSettings> {
  private final ChangeFeed feed;
  private final CaseworkReader reader;
  private final DaemonIdentities identities;

  /** The source of this data layer. */
  public ChangesConnector(ChangeFeed feed, CaseworkReader reader, DaemonIdentities identities) {
    this.feed = feed;
    this.reader = reader;
    this.identities = identities;
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
  public Poller open(ChangesSettings settings, SourceContext context) {
    OptionalInt identity = identities.identity(context.daemon());
    OptionalInt daemon = settings.own() ? OptionalInt.empty() : identity;
    CaseworkReader seen =
        reader.as(
            Access.daemon(
                context.daemon(),
                identity.isPresent() ? (Integer) identity.getAsInt() : null,
                settings.restricted()));
    return new ChangesPoller(feed, seen, settings, daemon);
  }
}
