package org.tomte.app.command;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The part of the page about the command line that follows from the commands. */
final class CommandReference {
  private static final int WIDTH = 100;

  private CommandReference() {}

  /** Every command with its help, in Markdown. */
  static String page(CommandLine root) {
    StringBuilder page =
        new StringBuilder("## Commands\n\nThis part is made by `tomte --markdown`.\n");
    root.getSubcommands().values().forEach(command -> add(command, page));
    return page.toString();
  }

  private static void add(CommandLine command, StringBuilder page) {
    if (!command.getSubcommands().isEmpty()) {
      command.getSubcommands().values().forEach(inner -> add(inner, page));
      return;
    }
    command.setUsageHelpWidth(WIDTH);
    String usage =
        Arrays.stream(command.getUsageMessage(CommandLine.Help.Ansi.OFF).split("\\R"))
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n"));
    page.append("\n### ").append(command.getCommandSpec().qualifiedName()).append("\n\n");
    page.append("```text\n").append(usage).append("\n```\n");
  }
}
