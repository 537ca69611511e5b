package org.tomte.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.api.DurationText;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.connection.Pause;
import org.tomte.engine.connection.Uses;
import org.tomte.engine.definition.revision.Author;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code tomte connection pause}. */
@Command(
    name = "pause",
    description = {
      "Pauses a connection for maintenance, on all nodes: its daemons do not run and raise no",
      "alarm, and what would go out by it waits. It ends by itself; pointers stay where they are."
    },
    footer = {
      "",
      "Example: tomte connection pause soc-mailbox --until 2h --reason \"the mail server moves\"",
      "Exit: 0 done, 2 no such connection, no reason or an end that is not ahead, 3 no instance."
    })
final class ConnectionPauseCommand implements Callable<Integer>, InstanceCommand {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "CONNECTION", description = "Its name.")
  private String name = "";

  @Option(
      names = "--until",
      required = true,
      paramLabel = "WHEN",
      description = "When it ends: an instant, or a span from now such as 2h.")
  private String until = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept in the history and shown to whoever asks why nothing runs.")
  private String reason = "";

  ConnectionPauseCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (reason.isBlank()) {
      throw new CommandFault(ExitCode.USAGE, "--reason needs a text.");
    }
    OpenInstance instance = context.door().open();
    new ConnectionFinder(instance).find(name);
    Instant now = instance.now();
    Instant end = end(now);
    if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
      throw new CommandFault(
          ExitCode.USAGE,
          "--until must be ahead and within a year; %s is not.".formatted(Instants.shown(end)));
    }
    Pause pause =
        instance.pauseStore().begin(name, end, new Author(Person.name(), reason.strip(), now));
    instance.pauses().changed();
    tell(pause, Uses.daemons(instance.compiled().compiled(), name));
    return ExitCode.DONE;
  }

  private Instant end(Instant now) {
    try {
      return now.plus(DurationText.parse(until.strip()));
    } catch (IllegalArgumentException noSpan) {
      try {
        return new Instants().convert(until);
      } catch (TypeConversionException neither) {
        throw new CommandFault(
            ExitCode.USAGE,
            "--until: '%s' is neither a span such as 2h nor an instant such as".formatted(until)
                + " 2026-11-21T02:00:00+01:00.");
      }
    }
  }

  private void tell(Pause pause, List<String> daemons) {
    if (json.wanted()) {
      context.console().json(json(pause, daemons));
      return;
    }
    context
        .console()
        .line(
            "%s is paused until %s.".formatted(pause.connection(), Instants.shown(pause.until())));
    if (!daemons.isEmpty()) {
      context.console().line("It stands still for " + String.join(", ", daemons) + ".");
    }
  }

  /** A pause. */
  static Map<String, @Nullable Object> json(Pause pause, List<String> daemons) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("connection", pause.connection());
    json.put("since", pause.since());
    json.put("until", pause.until());
    json.put("who", pause.by().who());
    json.put("reason", pause.by().why());
    json.put("ended", pause.ended() == null ? null : pause.ended().at());
    json.put("endedBy", pause.ended() == null ? null : pause.ended().who());
    json.put("daemons", daemons);
    return json;
  }
}
