package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tomte.engine.definition.DefinitionReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomte version}. */
@Command(
    name = "version",
    description = "Says which version this is.",
    footer = {"", "Example: tomte version --json", "Exit: 0."})
final class VersionCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  VersionCommand(CommandContext context) {
    this.context = context;
  }

  /** The version of the jar; a build that was not packaged has none. */
  static String version() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public Integer call() {
    if (json.wanted()) {
      Map<String, Object> parts = new LinkedHashMap<>();
      parts.put("version", version());
      parts.put("format", DefinitionReader.FORMAT);
      parts.put("java", Runtime.version().toString());
      context.console().json(parts);
      return 0;
    }
    context
        .console()
        .line(
            "Tomte %s, definition format %d, Java %s"
                .formatted(version(), DefinitionReader.FORMAT, Runtime.version()));
    return 0;
  }
}
