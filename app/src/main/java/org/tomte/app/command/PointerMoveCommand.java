package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tomte.api.ConnectorFault;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Printable;
import org.tomte.app.console.Progress;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.pointer.PointerFault;
import org.tomte.engine.run.PolledDaemon;
import org.tomte.engine.simulation.PointerPreview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte daemon pointer move}. */
@Command(
    name = "move",
    description = {
      "Shows what the next run would read from another place, and with --yes moves the pointers"
          + " there. What was committed before is known and makes nothing twice."
    },
    footer = {
      "",
      "Example: tomte daemon pointer move phishing-mailbox 2026-11-20T00:00:00Z --yes --why"
          + " \"mails were lost\"",
      "Exit: 0 done, 1 the source cannot be read, 2 no such daemon or place, 3 no instance."
    })
final class PointerMoveCommand implements Callable<Integer>, InstanceCommand {
  private static final int MOST = 100_000;

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private PointerChoice choice = new PointerChoice();
  @Mixin private Person person = new Person();

  @Parameters(
      index = "1",
      paramLabel = "WHERE",
      description = {
        "now, beginning, a span back such as -24h, an id, a date or time, a token; for snapshots"
            + " also confirm."
      })
  private String where = "";

  @Option(names = "--yes", description = "Move it; otherwise it is only shown.")
  private boolean yes;

  PointerMoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    OpenInstance instance = context.door().open();
    DaemonHead head = choice.head(instance);
    PolledDaemon daemon =
        instance
            .factory()
            .polled(new DaemonFinder(instance).compiled(head.name()), DaemonFinder.identity(head));
    List<PointerPreview.Preview> previews = previews(instance, daemon);
    if (yes) {
      for (PointerPreview.Preview preview : previews) {
        StreamName stream = new StreamName(head.id(), preview.stream());
        instance.pointers().move(stream, preview.move(), Person.name(), person.why());
      }
    }
    tell(previews);
    return ExitCode.DONE;
  }

  private List<PointerPreview.Preview> previews(OpenInstance instance, PolledDaemon daemon)
      throws InterruptedException {
    try (Progress progress = context.console().progress()) {
      progress.say("reading the source");
      return new PointerPreview(daemon, instance.pointers(), instance.clock())
          .previews(choice.streamOrNull(), where, MOST);
    } catch (ConnectorFault fault) {
      throw new CommandFault(ExitCode.DIFFERS, String.valueOf(fault.getMessage()));
    } catch (PointerFault fault) {
      throw new CommandFault(ExitCode.USAGE, String.valueOf(fault.getMessage()));
    }
  }

  private void tell(List<PointerPreview.Preview> previews) {
    if (json.wanted()) {
      context
          .console()
          .json(
              Map.of(
                  "moved",
                  yes,
                  "streams",
                  previews.stream().map(PointerMoveCommand::json).toList()));
      return;
    }
    for (PointerPreview.Preview preview : previews) {
      context.console().line(Printable.line(preview.stream() + ": " + preview.words()));
      context
          .console()
          .line(
              "  would read %s%,d again, %,d known"
                  .formatted(preview.more() ? "more than " : "", preview.read(), preview.known()));
    }
    context
        .console()
        .line(
            yes
                ? "Moved. To take it back: tomte daemon pointer undo " + choice.daemon()
                : "Not moved; add --yes to do it.");
  }

  private static Map<String, Object> json(PointerPreview.Preview preview) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stream", preview.stream());
    json.put("move", preview.words());
    json.put("read", preview.read());
    json.put("known", preview.known());
    json.put("more", preview.more());
    return json;
  }
}
