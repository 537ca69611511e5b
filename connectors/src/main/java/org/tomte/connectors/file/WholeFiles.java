package org.tomte.connectors.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Position;
import org.tomte.connectors.mime.MailParser;

/** The files that are read whole: one stream, a snapshot of the folder. */
final class WholeFiles {
  private static final int STOP_CHECK = 64;

  private final PathPattern pattern;
  private final FileSettings settings;
  private final InstantSource clock;
  private final WholeFileReader reader;
  private final Map<String, String> read = new HashMap<>();
  private List<String> names = List.of();

  WholeFiles(PathPattern pattern, FileSettings settings, InstantSource clock, MailParser mails) {
    this.pattern = pattern;
    this.settings = settings;
    this.clock = clock;
    this.reader = new WholeFileReader(settings, mails);
  }

  /**
   * Says which files there are.
   *
   * @param found sorted names
   */
  void found(List<String> found) {
    names = found;
  }

  /** Lists files whose names come after those of the page before. */
  Page poll(PollRequest request) throws ConnectorFault, InterruptedException {
    String after = request.next();
    List<Item> items = new ArrayList<>();
    int at = after == null ? 0 : firstAfter(after);
    for (; at < names.size(); at++) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while " + pattern.folder() + " was listed");
      }
      boolean stop = at % STOP_CHECK == 0 && request.signal().stopRequested();
      if (stop || items.size() >= request.maxEvents()) {
        return Page.more(items, at == 0 ? "" : names.get(at - 1));
      }
      Item item = list(names.get(at));
      if (item != null) {
        items.add(item);
      }
    }
    return Page.last(items);
  }

  /**
   * The stamp of a file when it was read.
   *
   * @return null when this poller did not read it
   */
  @Nullable String stampOf(String name) {
    return read.get(name);
  }

  private int firstAfter(String name) {
    int found = Collections.binarySearch(names, name);
    return found < 0 ? -found - 1 : found + 1;
  }

  private @Nullable Item list(String name) throws ConnectorFault {
    try {
      FoundFile file = FoundFile.at(pattern.folder(), name);
      if (!file.isSettled(clock.instant(), settings.settle())) {
        return null;
      }
      String version = version(file);
      return new Listed(name, Position.NONE, version, () -> load(file, version));
    } catch (NoSuchFileException movedMeanwhile) {
      return null;
    } catch (IOException fault) {
      throw fault(name, fault);
    }
  }

  private Item load(FoundFile file, String version) throws ConnectorFault {
    try {
      Item item = reader.read(file, version);
      read.put(file.name(), file.stamp());
      FoundFile now = FoundFile.at(pattern.folder(), file.name());
      if (!now.stamp().equals(file.stamp())) {
        throw new ConnectorFault(
            FaultKind.UNAVAILABLE,
            "File " + file.name() + " was written while it was read; it is read again.");
      }
      return item;
    } catch (IOException fault) {
      throw fault(file.name(), fault);
    }
  }

  String version(FoundFile file) throws IOException {
    if (!settings.hashVersion()) {
      return file.stamp();
    }
    try (InputStream stored = Compression.open(file, settings.maxRatio())) {
      DigestInputStream in = new DigestInputStream(stored, MessageDigest.getInstance("SHA-256"));
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException("every Java platform has SHA-256", fault);
    }
  }

  private ConnectorFault fault(String name, IOException fault) {
    boolean denied = fault instanceof AccessDeniedException;
    String path = pattern.folder().resolve(name).toString();
    return new ConnectorFault(
        denied ? FaultKind.CREDENTIALS : FaultKind.UNAVAILABLE,
        denied
            ? "File " + path + " may not be read by the user that runs Tomte."
            : "File " + path + " cannot be read: " + fault,
        fault);
  }
}
