package org.tomte.app.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.StoredPointer;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.definition.revision.DaemonHead;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pointers a command is about: those of all streams of a daemon, or of some. */
final class PointerChoice {
  @Parameters(index = "0", paramLabel = "DAEMON", description = "Its name.")
  private String name = "";

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "Only the streams whose names begin so; all when absent.")
  private @Nullable String stream;

  DaemonHead head(OpenInstance instance) {
    return new DaemonFinder(instance).head(name);
  }

  String daemon() {
    return name;
  }

  @Nullable String streamOrNull() {
    return stream;
  }

  /**
   * The pointers that are meant.
   *
   * @throws CommandFault when none fits
   */
  List<StoredPointer> pointers(OpenInstance instance) {
    List<StoredPointer> all = instance.pointers().of(head(instance).id());
    String wanted = stream;
    if (wanted == null) {
      return all;
    }
    List<StoredPointer> fitting =
        all.stream().filter(each -> each.stream().name().startsWith(wanted)).toList();
    if (fitting.isEmpty()) {
      String names = String.join(", ", all.stream().map(each -> each.stream().name()).toList());
      throw new CommandFault(
          ExitCode.USAGE,
          "%s has no pointer for a stream %s; there are: %s.".formatted(name, wanted, names));
    }
    return fitting;
  }

  /**
   * The streams that are meant; one that has no pointer now must be named in full.
   *
   * @throws CommandFault when there are none
   */
  List<StreamName> streams(OpenInstance instance) {
    DaemonHead head = head(instance);
    String wanted = stream;
    List<StreamName> found =
        instance.pointers().of(head.id()).stream()
            .map(StoredPointer::stream)
            .filter(each -> wanted == null || each.name().startsWith(wanted))
            .toList();
    if (!found.isEmpty()) {
      return found;
    }
    if (wanted != null) {
      return List.of(new StreamName(head.id(), wanted));
    }
    throw new CommandFault(
        ExitCode.USAGE,
        name + " has no pointer; name a stream with --stream, or let it run first.");
  }
}
