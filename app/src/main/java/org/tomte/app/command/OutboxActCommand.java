package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.outbox.Hold;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.outbox.OutboxStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a person does with deliveries: approve, release, hold, retry, discard. */
abstract class OutboxActCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;
  private final OutboxStore.Act act;
  private final String done;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(arity = "1..*", paramLabel = "NUMBER", description = "The deliveries' numbers.")
  private List<Long> numbers = List.of();

  private OutboxActCommand(CommandContext context, OutboxStore.Act act, String done) {
    this.context = context;
    this.act = act;
    this.done = done;
  }

  /** Why; kept with what is discarded. */
  String why() {
    return done;
  }

  /** Which entries it is for. */
  Predicate<OutboxEntry> fitting() {
    return _ -> true;
  }

  @Override
  public Integer call() {
    if (why().isBlank()) {
      throw new CommandFault(ExitCode.USAGE, "--why needs a reason.");
    }
    OpenInstance instance = context.door().open();
    List<Long> fitting =
        numbers.stream()
            .map(number -> OutboxWords.find(instance, number))
            .filter(fitting())
            .map(OutboxEntry::number)
            .toList();
    Set<Long> changed =
        instance
            .outbox()
            .act(fitting, act, new OutboxEntry.Ending(why(), Person.name(), instance.now()));
    if (json.wanted()) {
      context.console().json(Map.of("asked", numbers, "changed", changed));
    } else {
      context.console().line("%,d of %,d %s".formatted(changed.size(), numbers.size(), done));
      left(instance, changed)
          .forEach((number, state) ->
              context.console().note("%d is %s and stays so.".formatted(number, state)));
    }
    return changed.size() == Set.copyOf(numbers).size() ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private Map<Long, String> left(OpenInstance instance, Set<Long> changed) {
    Map<Long, String> left = new LinkedHashMap<>();
    for (long number : numbers) {
      if (!changed.contains(number)) {
        left.put(number, OutboxWords.state(instance, OutboxWords.find(instance, number)));
      }
    }
    return left;
  }

  /** {@code tomte outbox approve}. */
  @Command(
      name = "approve",
      description = "Lets deliveries go that wait for approval.",
      footer = {
        "",
        "Example: tomte outbox approve 42 43",
        "Exit: 0 done, 1 some did not wait for approval, 2 no such delivery, 3 no instance."
      })
  static final class Approve extends OutboxActCommand {
    Approve(CommandContext context) {
      super(context, OutboxStore.Act.RELEASE, "approved");
    }

    @Override
    Predicate<OutboxEntry> fitting() {
      return entry -> entry.hold() == Hold.APPROVAL;
    }
  }

  /** {@code tomte outbox release}. */
  @Command(
      name = "release",
      description = "Lets deliveries go that are held, for whatever reason.",
      footer = {
        "",
        "Example: tomte outbox release 42",
        "Exit: 0 done, 1 some were not held, 2 no such delivery, 3 no instance."
      })
  static final class Release extends OutboxActCommand {
    Release(CommandContext context) {
      super(context, OutboxStore.Act.RELEASE, "released");
    }
  }

  /** {@code tomte outbox hold}. */
  @Command(
      name = "hold",
      description = "Holds deliveries that are open and not being sent.",
      footer = {
        "",
        "Example: tomte outbox hold 42",
        "Exit: 0 done, 1 some are no longer open, 2 no such delivery, 3 no instance."
      })
  static final class HoldSome extends OutboxActCommand {
    HoldSome(CommandContext context) {
      super(context, OutboxStore.Act.HOLD, "held");
    }
  }

  /** {@code tomte outbox retry}. */
  @Command(
      name = "retry",
      description = "Sends deliveries again that were given up, with all their tries.",
      footer = {
        "",
        "Example: tomte outbox retry 42",
        "Exit: 0 done, 1 some were not parked, 2 no such delivery, 3 no instance."
      })
  static final class Retry extends OutboxActCommand {
    Retry(CommandContext context) {
      super(context, OutboxStore.Act.RETRY, "are sent again");
    }
  }

  /** {@code tomte outbox discard}. */
  @Command(
      name = "discard",
      description = "Ends deliveries without sending them.",
      footer = {
        "",
        "Example: tomte outbox discard 42 --why \"told by phone\"",
        "Exit: 0 done, 1 some had ended or are being sent, 2 no such delivery, 3 no instance."
      })
  static final class Discard extends OutboxActCommand {
    @Option(
        names = "--why",
        required = true,
        paramLabel = "TEXT",
        description = "Why it is not sent; kept with the delivery.")
    private String why = "";

    Discard(CommandContext context) {
      super(context, OutboxStore.Act.DISCARD, "discarded");
    }

    @Override
    String why() {
      return why;
    }
  }
}
