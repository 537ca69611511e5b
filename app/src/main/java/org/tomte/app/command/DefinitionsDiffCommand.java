package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Printable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.revision.KeyChange;
import org.tomte.engine.definition.revision.StoredDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte definitions diff}. */
@Command(
    name = "diff",
    description = "Shows what differs between two revisions of a document, key by key or by lines.",
    footer = {
      "",
      "Example: tomte definitions diff phishing-mailbox --from 3 --lines",
      "Exit: 0 they are equal, 1 they differ, 2 no such document or revision, 3 no instance."
    })
final class DefinitionsDiffCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private DocumentChoice choice = new DocumentChoice();

  @Option(
      names = "--from",
      paramLabel = "REVISION",
      description = "The older one; the one before --to when absent.")
  private @Nullable Integer from;

  @Option(
      names = "--to",
      paramLabel = "REVISION",
      description = "The newer one; the newest when absent.")
  private @Nullable Integer newer;

  @Option(names = "--lines", description = "Show lines, as diff -u does.")
  private boolean lines;

  DefinitionsDiffCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    StoredDocument document = choice.find(instance);
    int last = newer == null ? document.revision() : checked(document, newer);
    int first = from == null ? Math.max(1, last - 1) : checked(document, from);
    String text = instance.definitions().diff(document.documentName(), first, last);
    List<KeyChange> keys = instance.definitions().keyDiff(document.documentName(), first, last);
    if (json.wanted()) {
      Map<String, Object> parts = new LinkedHashMap<>();
      parts.put("from", first);
      parts.put("to", last);
      parts.put("keys", keys);
      parts.put("diff", text);
      context.console().json(parts);
    } else if (lines) {
      context.console().out().print(Printable.lines(text));
    } else {
      keys.forEach(key -> context.console().line(Printable.line(key.toString())));
      if (keys.isEmpty() && !text.isEmpty()) {
        context.console().line("Only comments or layout differ; see --lines.");
      }
    }
    return text.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private static int checked(StoredDocument document, int revision) {
    if (revision < 1 || revision > document.revision()) {
      throw new CommandFault(
          ExitCode.USAGE,
          "%s has the revisions 1 to %d, not %d."
              .formatted(document.documentName(), document.revision(), revision));
    }
    return revision;
  }
}
