package org.tomte.connectors.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Acknowledgement;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.SourceContext;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;
import org.tomte.connectors.mime.MailParser;

/**
 * Reads the files of one source: a stream for each growing file, and one for all that are whole.
 */
final class FilePoller implements Poller {
  /** The stream of the files that are read whole. */
  static final String WHOLE = "files";

  private final FileSettings settings;
  private final PathPattern pattern;
  private final GrowingFiles growing;
  private final WholeFiles whole;
  private final RecordFiles records;
  private final FileMoves moves;
  private boolean looked;

  FilePoller(FileSettings settings, SourceContext context) {
    this.settings = settings;
    this.pattern = PathPattern.of(settings.path(), context.folder(), settings.exclude());
    MailParser mails = WholeFileReader.mails(settings, context.seal());
    this.growing = new GrowingFiles(pattern, settings, context.clock(), mails);
    this.whole = new WholeFiles(pattern, settings, context.clock(), mails);
    this.records = new RecordFiles(pattern, settings, context.clock());
    this.moves = new FileMoves(pattern);
  }

  @Override
  public List<StreamInfo> streams() throws ConnectorFault, InterruptedException {
    return streams(Map.of());
  }

  @Override
  public List<StreamInfo> streams(Map<String, Position> known)
      throws ConnectorFault, InterruptedException {
    List<String> grows = new ArrayList<>();
    List<String> wholes = new ArrayList<>();
    for (String name : withMembers(pattern.names())) {
      (FileConnector.isWhole(settings, name) ? wholes : grows).add(name);
    }
    wholes.sort(null);
    whole.found(wholes);
    records.found(wholes);
    looked = true;
    List<StreamInfo> streams = new ArrayList<>();
    for (String stream : growing.find(grows, known)) {
      streams.add(new StreamInfo(stream, new StreamKind.OrderedIds(false, true)));
    }
    if (!wholes.isEmpty() || FileConnector.canBeWhole(settings)) {
      streams.add(new StreamInfo(WHOLE, new StreamKind.Snapshot(false)));
    }
    return streams;
  }

  private List<String> withMembers(List<String> names) throws ConnectorFault {
    List<String> all = new ArrayList<>(names.size());
    for (String name : names) {
      if (!name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
        all.add(name);
        continue;
      }
      try {
        Compression.members(pattern.folder().resolve(name)).forEach(m -> all.add(name + "!" + m));
      } catch (IOException fault) {
        throw new ConnectorFault(
            FaultKind.UNAVAILABLE,
            "Archive " + name + " cannot be read: " + fault.getMessage(),
            fault);
      }
    }
    return all;
  }

  @Override
  public Page poll(PollRequest request) throws ConnectorFault, InterruptedException {
    if (!looked) {
      var _ = streams();
    }
    if (!request.stream().equals(WHOLE)) {
      return growing.poll(request);
    }
    return settings.records() == null ? whole.poll(request) : records.poll(request);
  }

  @Override
  public List<@Nullable String> acknowledge(String stream, List<Acknowledgement> acknowledgements) {
    List<@Nullable String> answers = new ArrayList<>();
    for (Acknowledgement acknowledgement : acknowledgements) {
      answers.add(moves.acknowledge(stream, acknowledgement, whole.stampOf(acknowledgement.key())));
    }
    return answers;
  }

  @Override
  public void close() {
    growing.close();
    records.close();
  }
}
