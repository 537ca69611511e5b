package org.tomte.casework.source;

import java.util.OptionalInt;
import org.tomte.api.FieldType;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.access.Access;

/**
 * The {@code incidents} source: the team's incidents as a snapshot. An incident is an event when it
 * first meets the settings and when somebody else changes it meanwhile.
 */
public final class IncidentsConnector implements PollingConnector<IncidentsSettings> {
  private final CaseworkReader reader;
  private final DaemonIdentities identities;

  /** The source of this data layer. */
  public IncidentsConnector(CaseworkReader reader, DaemonIdentities identities) {
    this.reader = reader;
    this.identities = identities;
  }

  @Override
  public String name() {
    return "incidents";
  }

  @Override
  public String summary() {
    return "Watches the team's own incidents: open, old, idle or unattended ones.";
  }

  @Override
  public Class<IncidentsSettings> settings() {
    return IncidentsSettings.class;
  }

  @Override
  public FieldType.Fields events(IncidentsSettings settings) {
    return EventFields.declaredIncident().with(EventFields.DEPTH, FieldType.WHOLE);
  }

  @Override
  public boolean ownData() {
    return true;
  }

  @Override
  public Poller open(IncidentsSettings settings, SourceContext context) {
    OptionalInt identity = identities.identity(context.daemon());
    OptionalInt daemon = settings.own() ? OptionalInt.empty() : identity;
    CaseworkReader seen =
        reader.as(
            Access.daemon(
                context.daemon(),
                identity.isPresent() ? (Integer) identity.getAsInt() : null,
                settings.restricted()));
    return new IncidentsPoller(seen, settings, daemon);
  }
}
