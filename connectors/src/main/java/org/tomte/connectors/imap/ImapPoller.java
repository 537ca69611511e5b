package org.tomte.connectors.imap;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Acknowledgement;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Seal;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;

/** One run over the folders of a mailbox, on one connection. */
final class ImapPoller implements Poller {
  private final ImapSettings settings;
  private final Door door;
  private final MailEvents events;
  private final Map<String, FolderReader> readers = new HashMap<>();
  private @Nullable Session session;

  ImapPoller(ImapSettings settings, Door door, Seal seal) {
    this.settings = settings;
    this.door = door;
    this.events = new MailEvents(settings, seal);
  }

  @Override
  public List<StreamInfo> streams() throws ConnectorFault, InterruptedException {
    Set<String> names = new LinkedHashSet<>();
    for (String name : settings.folder().names()) {
      if (Folders.isPattern(name)) {
        names.addAll(session().folders(name));
      } else {
        names.add(name);
      }
    }
    if (names.isEmpty()) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "No folder of %s fits %s; there are %s."
              .formatted(settings.words(), settings.folder().names(), session().folders("*")));
    }
    // What a server finds late by its search, because an index is behind, is a gap until then.
    boolean late = settings.search() != null;
    return names.stream()
        .map(name -> new StreamInfo(name, new StreamKind.OrderedIds(late, true, true)))
        .toList();
  }

  @Override
  public Page poll(PollRequest request) throws ConnectorFault, InterruptedException {
    return reader(request.stream()).poll(request);
  }

  @Override
  public List<@Nullable String> acknowledge(String stream, List<Acknowledgement> acknowledgements)
      throws ConnectorFault, InterruptedException {
    Session open = session();
    return new FolderActions(stream, open, new Listing(open, events), reader(stream))
        .acknowledge(acknowledgements);
  }

  private FolderReader reader(String folder) throws ConnectorFault, InterruptedException {
    FolderReader known = readers.get(folder);
    if (known == null) {
      known = new FolderReader(folder, session(), events);
      readers.put(folder, known);
    }
    return known;
  }

  private Session session() throws ConnectorFault, InterruptedException {
    Session open = session;
    if (open == null) {
      open = door.open();
      session = open;
    }
    return open;
  }

  @Override
  public void close() {
    Session open = session;
    session = null;
    readers.clear();
    if (open != null) {
      open.close();
    }
  }
}
