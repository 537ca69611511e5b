package org.tomte.connectors.imap;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;
import org.tomte.api.Watch;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.connectors.mime.MailParser;
import org.tomte.connectors.oauth.TokenSource;

/** Reads mails from folders of an IMAP server. */
public final class ImapConnector implements PollingConnector<ImapSettings> {
  static final String FLAG = "flag";
  static final String UNFLAG = "unflag";
  static final String SEEN = "seen";
  static final String MOVE = "move";
  static final String DELETE = "delete";

  private final TokenSource tokens = new TokenSource();

  /** A connector without tokens yet. */
  public ImapConnector() {}

  @Override
  public String name() {
    return "imap";
  }

  @Override
  public String summary() {
    return "Reads mails from folders of an IMAP server, without changing them before the commit.";
  }

  @Override
  public Class<ImapSettings> settings() {
    return ImapSettings.class;
  }

  @Override
  public FieldType.Fields events(ImapSettings settings) {
    return MailParser.DECLARED
        .with("delivered_to", FieldType.listOf(FieldType.TEXT))
        .with(
            "mailbox",
            FieldType.closed()
                .with("folder", FieldType.TEXT)
                .with("uid", FieldType.WHOLE)
                .with("uid_validity", FieldType.WHOLE)
                .with("arrived", FieldType.TIME)
                .with("size", FieldType.WHOLE));
  }

  @Override
  public Set<String> acknowledgements(ImapSettings settings) {
    return Set.of(FLAG, UNFLAG, SEEN, MOVE, DELETE);
  }

  @Override
  public @Nullable Watch watch(ImapSettings settings, SourceContext context) {
    String folder = settings.folder().names().getFirst();
    boolean wanted = settings.idle() && !Folders.isPattern(folder);
    Door door = new Door(settings, tokens, context.clock(), ImapWatch.RENEWAL);
    return wanted ? new ImapWatch(door, folder) : null;
  }

  @Override
  public ConnectionProbe<ImapSettings> probe() {
    return new ImapProbe(tokens);
  }

  @Override
  public Poller open(ImapSettings settings, SourceContext context) {
    Door door = new Door(settings, tokens, context.clock(), settings.timeout());
    return new ImapPoller(settings, door, context.seal());
  }
}
