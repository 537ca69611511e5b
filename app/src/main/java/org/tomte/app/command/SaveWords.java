package org.tomte.app.command;

import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.definition.revision.SaveOutcome;

/** Tells what became of definitions that were to be saved. */
final class SaveWords {
  private final Console console;

  SaveWords(Console console) {
    this.console = console;
  }

  /**
   * Tells warnings, advice or faults; gives the exit code.
   *
   * @throws CommandFault when somebody else was faster
   */
  int exit(SaveOutcome outcome, boolean json) {
    return switch (outcome) {
      case SaveOutcome.Saved saved -> {
        saved.advice().forEach(console::note);
        saved.warnings().forEach(one -> console.note(Checked.words(one, "warning: ")));
        yield ExitCode.DONE;
      }
      case SaveOutcome.Invalid invalid -> refused(invalid.validation(), json);
      case SaveOutcome.Refused refused ->
          throw new CommandFault(ExitCode.DIFFERS, refused.reason() + "; nothing is stored.");
    };
  }

  /** Tells the faults; gives the exit code. */
  int refused(Validation validation, boolean json) {
    if (json) {
      console.json(Checked.json(validation));
    } else {
      Checked.tell(console, validation);
      console.line("Nothing is stored.");
    }
    return ExitCode.USAGE;
  }
}
