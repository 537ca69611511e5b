package org.tomte.connectors.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Position;
import org.tomte.connectors.mime.MailParser;

/** The files that are read record by record, each a stream of its own. */
final class GrowingFiles implements Closeable {
  private static final int COMPARED = 4_096;

  private final PathPattern pattern;
  private final FileSettings settings;
  private final InstantSource clock;
  private final MailParser mails;
  private Map<String, StreamNames.Named> streams = Map.of();
  private @Nullable GrowingFile open;
  private String openStream = "";

  GrowingFiles(PathPattern pattern, FileSettings settings, InstantSource clock, MailParser mails) {
    this.pattern = pattern;
    this.settings = settings;
    this.clock = clock;
    this.mails = mails;
  }

  /** Looks which files are there. Files too short to have an identity are left for later. */
  List<String> find(List<String> names, Map<String, Position> known) throws ConnectorFault {
    List<StreamNames.Candidate> candidates = new ArrayList<>();
    for (String name : names) {
      StreamNames.Candidate candidate = candidate(name);
      if (candidate != null) {
        candidates.add(candidate);
      }
    }
    streams = StreamNames.of(candidates, known);
    return List.copyOf(streams.keySet());
  }

  private StreamNames.@Nullable Candidate candidate(String name) throws ConnectorFault {
    try {
      FoundFile file = FoundFile.at(pattern.folder(), name);
      byte[] head = GrowingFile.readHead(file, settings);
      String fingerprint =
          Fingerprint.of(
              head, lines(name), isFinished(file), file.compression() != Compression.NONE);
      byte[] compared = head.length > COMPARED ? Arrays.copyOf(head, COMPARED) : head;
      return fingerprint == null ? null : new StreamNames.Candidate(file, fingerprint, compared);
    } catch (NoSuchFileException renamedMeanwhile) {
      return null;
    } catch (IOException fault) {
      throw fault(name, fault);
    }
  }

  /** A header is the same in all files of a kind, so it does not count. */
  private int lines(String name) {
    FileFormat format = format(name);
    boolean header = settings.header() && (format == FileFormat.CSV || format == FileFormat.TSV);
    return settings.identityLines() + (header ? 1 : 0);
  }

  private FileFormat format(String name) {
    return FileConnector.format(settings, name);
  }

  private boolean isFinished(FoundFile file) {
    return file.compression() != Compression.NONE
        || file.isSettled(clock.instant(), settings.lastLineAfter());
  }

  Page poll(PollRequest request) throws ConnectorFault, InterruptedException {
    StreamNames.Named named = streams.get(request.stream());
    if (named == null) {
      return Page.last(List.of());
    }
    checkAlone(named);
    String next = request.next();
    long from = next != null ? Long.parseLong(next) : startOf(request);
    List<Item> items = new ArrayList<>();
    try {
      return read(request, named.file(), from, items);
    } catch (ExpansionLimit limit) {
      throw new ConnectorFault(FaultKind.BAD_DATA, String.valueOf(limit.getMessage()), limit);
    } catch (NoSuchFileException renamed) {
      return Page.last(List.of());
    } catch (IOException fault) {
      throw fault(named.file().name(), fault);
    }
  }

  private static long startOf(PollRequest request) {
    return request.from() instanceof Position.Id id ? id.id() : 0;
  }

  private Page read(PollRequest request, FoundFile file, long from, List<Item> items)
      throws IOException, ConnectorFault, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped before " + file.name() + " was read");
    }
    GrowingFile growing = at(request.stream(), file, from);
    if (growing == null) {
      return Page.last(List.of());
    }
    boolean ended = growing.read(request, items);
    checkSame(growing, file);
    long offset = growing.offset();
    if (ended) {
      close();
      return Page.last(items);
    }
    return Page.more(items, Long.toString(offset));
  }

  /** The file, open at an offset; null when it is not there any more. */
  private @Nullable GrowingFile at(String stream, FoundFile file, long from)
      throws IOException, ConnectorFault {
    if (open != null && openStream.equals(stream) && open.offset() == from) {
      return open;
    }
    close();
    boolean finished = isFinished(FoundFile.at(pattern.folder(), file.name()));
    GrowingFile opened = GrowingFile.open(file, format(file.name()), settings, mails, finished);
    open = opened;
    openStream = stream;
    String expected = stream.substring(stream.lastIndexOf('#') + 1).replaceFirst("~.*", "");
    if (!expected.equals(opened.fingerprint(lines(file.name()), finished))) {
      close();
      return null;
    }
    if (!opened.skipTo(from) && file.compression() == Compression.NONE) {
      close();
      throw new ConnectorFault(
          FaultKind.BAD_DATA,
          "File "
              + file.name()
              + " is shorter than the "
              + from
              + " bytes that were read of it before: it was cut, or replaced by one that begins"
              + " with the same lines ('identity-lines').");
    }
    return opened;
  }

  private void checkSame(GrowingFile growing, FoundFile file) throws IOException, ConnectorFault {
    if (!growing.isSame()) {
      close();
      throw new ConnectorFault(
          FaultKind.UNAVAILABLE,
          "File " + file.name() + " was replaced while it was read; it is read again.");
    }
  }

  private static void checkAlone(StreamNames.Named named) throws ConnectorFault {
    FoundFile conflict = named.conflict();
    if (conflict != null) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "Files "
              + named.file().name()
              + " and "
              + conflict.name()
              + " begin with the same lines, so a renamed file cannot be told from a new one; set"
              + " 'identity-lines' to the number of lines after which they differ.");
    }
  }

  private ConnectorFault fault(String name, IOException fault) {
    boolean denied = fault instanceof AccessDeniedException;
    return new ConnectorFault(
        denied ? FaultKind.CREDENTIALS : FaultKind.UNAVAILABLE,
        denied
            ? "File "
                + pattern.folder().resolve(name)
                + " may not be read by the user that runs Tomte."
            : "File " + name + " cannot be read: " + fault.getMessage(),
        fault);
  }

  @Override
  public void close() {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException ignored) {
      // Nothing was written; a file that cannot be closed has nothing to lose.
    } finally {
      open = null;
    }
  }
}
