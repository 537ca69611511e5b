package org.tomte.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.Casework;
import org.tomte.casework.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Does something with each of some incidents that is no edit. */
abstract class IncidentPurgeCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(arity = "1..*", paramLabel = "NUMBER", description = "The incidents' numbers.")
  private List<Long> numbers = List.of();

  private IncidentPurgeCommand(CommandContext context) {
    this.context = context;
  }

  /** What becomes of one of them, in words. */
  abstract Outcome<String> act(Casework casework, long number);

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<Outcome<String>> outcomes =
        instance
            .commands()
            .inTransaction(
                Person.name(),
                casework -> {
                  List<Outcome<String>> all = new ArrayList<>();
                  numbers.forEach(number -> all.add(act(casework, number)));
                  return all;
                });
    return new Answers(context.console(), json.wanted()).tell(numbers, outcomes, words -> words);
  }

  /** {@code tomte incident purge}. */
  @Command(
      name = "purge",
      description = "Removes deleted incidents for good, with their tasks, notes and changes.",
      footer = {
        "",
        "Example: tomte incident purge 17",
        "Exit: 0 done, 1 some were refused, 2 wrong call, 3 no instance."
      })
  static final class Purge extends IncidentPurgeCommand {
    Purge(CommandContext context) {
      super(context);
    }

    @Override
    Outcome<String> act(Casework casework, long number) {
      return words(casework.purge(number), label -> label + " is gone for good");
    }
  }

  /** {@code tomte incident unmerge}. */
  @Command(
      name = "unmerge",
      description = "Lets incidents that were merged stand for themselves again.",
      footer = {
        "",
        "Example: tomte incident unmerge 18",
        "Exit: 0 done, 1 some were refused, 2 wrong call, 3 no instance."
      })
  static final class Unmerge extends IncidentPurgeCommand {
    Unmerge(CommandContext context) {
      super(context);
    }

    @Override
    Outcome<String> act(Casework casework, long number) {
      return words(
          casework.unmerge(number), incident -> "stands for itself; it is " + incident.status());
    }
  }

  private static <T> Outcome<String> words(
      Outcome<T> outcome, java.util.function.Function<T, String> words) {
    return switch (outcome) {
      case Outcome.Done<T> done -> Outcome.done(words.apply(done.value()));
      case Outcome.Refused<T> refused -> Outcome.refused(refused.why(), refused.reason());
    };
  }
}
