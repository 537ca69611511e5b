package org.tomte.connectors.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;

/**
 * The files of which each holds many records in one document: a snapshot of all records. A page
 * ends inside a file at {@code number of records, file name}.
 */
final class RecordFiles implements Closeable {
  private final PathPattern pattern;
  private final FileSettings settings;
  private final InstantSource clock;
  private List<String> names = List.of();
  private @Nullable RecordFile open;

  RecordFiles(PathPattern pattern, FileSettings settings, InstantSource clock) {
    this.pattern = pattern;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Says which files there are.
   *
   * @param found sorted names
   */
  void found(List<String> found) {
    names = found;
  }

  private record Place(long records, String name) {
    static Place of(@Nullable String next) {
      int comma = next == null ? -1 : next.indexOf(',');
      return next == null
          ? new Place(0, "")
          : new Place(Long.parseLong(next.substring(0, comma)), next.substring(comma + 1));
    }

    String text() {
      return records + "," + name;
    }
  }

  Page poll(PollRequest request) throws ConnectorFault, InterruptedException {
    Place place = Place.of(request.next());
    List<Item> items = new ArrayList<>();
    int found = Collections.binarySearch(names, place.name());
    long budget = request.maxBytes();
    for (int at = found < 0 ? -found - 1 : found; at < names.size(); at++) {
      String name = names.get(at);
      long skip = name.equals(place.name()) ? place.records() : 0;
      RecordFile file = at(name, skip);
      while (file != null && file.goesOn()) {
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while " + name + " was read");
        }
        if (items.size() >= request.maxEvents()
            || budget <= 0
            || request.signal().stopRequested()) {
          return Page.more(items, new Place(file.count(), name).text());
        }
        Item item = file.next();
        if (item != null) {
          items.add(item);
          budget -= file.lastSize();
        }
      }
      close();
    }
    return Page.last(items);
  }

  private @Nullable RecordFile at(String name, long skip) throws ConnectorFault {
    if (open != null && open.name().equals(name) && open.count() == skip) {
      return open;
    }
    close();
    try {
      FoundFile file = FoundFile.at(pattern.folder(), name);
      if (!file.isSettled(clock.instant(), settings.settle())) {
        return null;
      }
      RecordFile opened = new RecordFile(file, settings);
      open = opened;
      while (opened.count() < skip && opened.goesOn()) {
        var _ = opened.next();
      }
      return opened;
    } catch (NoSuchFileException gone) {
      return null;
    } catch (IOException fault) {
      throw new ConnectorFault(
          FaultKind.UNAVAILABLE, "File " + name + " cannot be read: " + fault, fault);
    }
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
    open = null;
  }
}
