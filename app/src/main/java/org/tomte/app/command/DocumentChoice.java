package org.tomte.app.command;

import java.util.List;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.revision.DocumentName;
import org.tomte.engine.definition.revision.StoredDocument;
import org.tomte.engine.definition.yaml.Suggestion;
import picocli.CommandLine.Parameters;

/** Which stored document a command is about. */
final class DocumentChoice {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "A daemon's name, or kind and name of another document: team:soc.")
  private String text = "";

  /**
   * The document.
   *
   * @throws CommandFault when there is none
   */
  StoredDocument find(OpenInstance instance) {
    int colon = text.indexOf(':');
    String kindWord = colon < 0 ? DefinitionKind.DAEMON.word() : text.substring(0, colon);
    String name = text.substring(colon + 1);
    DefinitionKind kind =
        DefinitionKind.of(kindWord)
            .orElseThrow(() ->
                new CommandFault(
                    ExitCode.USAGE,
                    "%s is no kind of document; there are: %s."
                        .formatted(
                            Suggestion.quoted(kindWord),
                            String.join(", ", DefinitionKind.words()))));
    return instance
        .definitionStore()
        .find(new DocumentName(kind, name))
        .orElseThrow(() -> unknown(instance, kind, name));
  }

  private static CommandFault unknown(OpenInstance instance, DefinitionKind kind, String name) {
    List<String> names =
        instance.definitionStore().documents().stream()
            .filter(document -> document.kind() == kind)
            .map(StoredDocument::name)
            .toList();
    String nearest = Suggestion.nearest(name, names);
    return new CommandFault(
        ExitCode.USAGE,
        "There is no %s %s.%s"
            .formatted(
                kind.word(),
                Suggestion.quoted(name),
                nearest == null ? "" : " Did you mean " + nearest + "?"));
  }
}
