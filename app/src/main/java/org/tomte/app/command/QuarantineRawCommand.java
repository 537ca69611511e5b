package org.tomte.app.command;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Printable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.quarantine.QuarantineEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte quarantine raw}. */
@Command(
    name = "raw",
    description = {
      "Prints a quarantined event as it came, as UTF-8 text; control characters are shown as"
          + " symbols."
    },
    footer = {
      "",
      "Example: tomte quarantine raw 42",
      "Exit: 0 done, 1 it has no raw form, 2 no such entry, 3 no instance."
    })
final class QuarantineRawCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Option(names = "--original", description = "As it came, also when it was edited.")
  private boolean original;

  @Parameters(paramLabel = "ID", description = "The entry's number.")
  private long id;

  QuarantineRawCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    QuarantineEntry entry = QuarantineWords.find(instance, id);
    var first = entry.original();
    byte[] raw =
        QuarantineWords.raw(original && first != null ? first : entry.item(), instance.blobs());
    String text = Printable.lines(new String(raw, StandardCharsets.UTF_8).replace("\r\n", "\n"));
    context.console().out().print(text.endsWith("\n") ? text : text + "\n");
    return ExitCode.DONE;
  }
}
