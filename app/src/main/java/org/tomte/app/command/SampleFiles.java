package org.tomte.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Page;
import org.tomte.api.Poller;
import org.tomte.api.SourceContext;
import org.tomte.api.StreamInfo;
import org.tomte.connectors.file.FileConnector;
import org.tomte.connectors.file.FileFormat;
import org.tomte.connectors.file.FileSettings;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSource;
import org.tomte.engine.definition.yaml.Place;
import org.tomte.engine.definition.yaml.Settings;
import org.tomte.engine.definition.yaml.YamlMap;
import org.tomte.engine.pointer.Accepted;
import org.tomte.engine.pointer.Judged;
import org.tomte.engine.pointer.Members;
import org.tomte.engine.pointer.PointerAlgebra;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.pointer.ReadPlan;
import org.tomte.engine.pointer.Start;
import org.tomte.engine.run.RunControl;
import org.tomte.engine.simulation.Samples;

/**
 * Reads sample files: by the daemon's own source when things are sent to it and it can read them
 * from a file; else by the {@code file} connector, with the daemon's own settings when its source
 * is a file, and by the file's name otherwise, so that a mail daemon is tested with {@code .eml}
 * files.
 */
final class SampleFiles implements Samples {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int MOST = 100_000;
  private static final PointerSettings EVERYTHING =
      PointerSettings.DEFAULT.withStart(Start.BEGINNING);

  private static final Settings NOTHING =
      new Settings(new YamlMap(new Place("command line", 1, 1), List.of()));

  private final InstantSource clock;

  SampleFiles(InstantSource clock) {
    this.clock = clock;
  }

  /** The settings of a source that make it read one file at once. */
  private static CompiledSource only(CompiledSource source, String path) {
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("path", path);
    changes.put("settle", "0s");
    changes.put("last-line-after", "0s");
    return SourceWith.settings(source, changes);
  }

  @Override
  public List<Item> read(CompiledDaemon daemon, Path file) throws SampleFault {
    if (!Files.isRegularFile(file)) {
      throw new SampleFault("there is no file " + file);
    }
    List<Item> arrived = SampleArrivals.read(daemon.source(), file, clock.instant());
    if (arrived != null) {
      return arrived;
    }
    try (Poller poller = open(daemon, file)) {
      List<Item> items = new ArrayList<>();
      for (StreamInfo stream : poller.streams()) {
        readStream(poller, stream, items);
      }
      return items;
    } catch (ConnectorFault fault) {
      throw new SampleFault("%s cannot be read: %s".formatted(file, fault.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SampleFault("interrupted while reading " + file);
    }
  }

  private Poller open(CompiledDaemon daemon, Path file) {
    FileConnector connector = new FileConnector();
    CompiledSource own = daemon.source();
    CompiledSource source =
        own.connector().name().equals(connector.name())
            ? own
            : new CompiledSource(
                connector, null, NOTHING, FileSettings.of(file.toString(), FileFormat.AUTO));
    Record settings = only(source, file.toString()).resolved(UnaryOperator.identity());
    return connector.open(
        connector.settings().cast(settings), new SourceContext(daemon.name(), clock, folder(file)));
  }

  private static Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private void readStream(Poller poller, StreamInfo stream, List<Item> items)
      throws ConnectorFault, InterruptedException {
    Instant now = clock.instant();
    RunControl control = new RunControl(now, now.plus(LONGEST));
    @Nullable ReadPlan plan = PointerAlgebra.begin(stream.kind(), EVERYTHING, null, now, null);
    while (plan != null && items.size() < MOST) {
      int asked = plan.pageSize(1_000);
      Page page =
          plan.polls()
              ? poller.poll(plan.request(stream.name(), 1_000, 64L << 20, now, control))
              : Page.last(List.of());
      Accepted accepted = PointerAlgebra.accept(plan, page, asked, now, Members.NONE);
      for (Judged judged : accepted.items()) {
        if (judged.verdict().handled()) {
          Item item =
              judged.item() instanceof Listed listed ? listed.loader().load() : judged.item();
          if (item != null) {
            items.add(item);
          }
        }
      }
      plan = accepted.next();
    }
  }
}
