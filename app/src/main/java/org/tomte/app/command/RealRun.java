package org.tomte.app.command;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Console;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.definition.revision.DefinitionFile;
import org.tomte.engine.definition.revision.ImportOptions;
import org.tomte.engine.definition.revision.ImportPlan;
import org.tomte.engine.keep.KeptEvents.KeptEvent;
import org.tomte.engine.run.RunResult;

/**
 * Saves the definitions of a file in the instance, runs one daemon there, and tells what it did.
 */
final class RealRun {
  private static final int MOST = 1_000;

  private final CommandContext context;
  private final @Nullable Instant judgeAt;
  private final boolean json;

  RealRun(CommandContext context, @Nullable Instant judgeAt, boolean json) {
    this.context = context;
    this.judgeAt = judgeAt;
    this.json = json;
  }

  /** Runs the daemon of a file or folder; gives the exit code. */
  int run(String file, String daemon) throws InterruptedException {
    Console console = context.console();
    OpenInstance instance = context.door().open();
    List<DefinitionFile> files = ImportCommand.read(console, file);
    ImportPlan plan = instance.definitions().plan(files, ImportOptions.CAREFUL);
    SaveWords words = new SaveWords(console);
    if (!plan.validation().valid()) {
      return words.refused(plan.validation(), json);
    }
    if (!plan.toStore().isEmpty()) {
      int exit = words.exit(instance.definitions().apply(plan, new Person().who()), json);
      if (exit != ExitCode.DONE) {
        return exit;
      }
      console.note("%s saved.".formatted(Checked.count(plan.toStore().size(), "definition")));
    }
    DaemonHead head = new DaemonFinder(instance).head(daemon);
    Instant before = instance.now();
    RunResult result = new ManualRun(instance, console).run(head, judgeAt, true);
    tell(instance, head, before, result);
    return DaemonStartCommand.exit(result);
  }

  private void tell(OpenInstance instance, DaemonHead head, Instant before, RunResult result) {
    Console console = context.console();
    List<KeptEvent> events =
        instance.keptEvents().between(head.id(), before, instance.now().plusSeconds(1), 0, MOST);
    if (json) {
      console.json(
          java.util.Map.of(
              "outcome", DaemonListCommand.word(result.outcome()),
              "words", result.words(),
              "counters", Funnel.json(result.all()),
              "events",
                  events.stream().map(each -> KeptWords.json(each, instance.casework())).toList()));
      return;
    }
    Table table = Table.of("event", "rules", "effects", "reason");
    events.forEach(event ->
        table.row(
            KeptWords.title(event),
            EventWords.matched(event.decision().rules()),
            KeptWords.effects(event, instance.casework()),
            KeptWords.reason(event.decision())));
    if (!table.isEmpty()) {
      console.table(table);
    }
    console.line(DaemonListCommand.word(result.outcome()) + ": " + result.words());
    console.line(Funnel.line(result.all()));
  }
}
