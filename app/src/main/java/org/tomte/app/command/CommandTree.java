package org.tomte.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command of the program. */
final class CommandTree {
  private CommandTree() {}

  /** The commands, working on a context. */
  static CommandLine of(CommandContext context) {
    CommandLine tree =
        new CommandLine(new TomteCommand())
            .addSubcommand(new ServeCommand(context))
            .addSubcommand(new DemoCommand(context))
            .addSubcommand(new ValidateCommand(context))
            .addSubcommand(new TestCommand(context))
            .addSubcommand(new RunCommand(context))
            .addSubcommand(new SchemaCommand(context))
            .addSubcommand(new ConnectorsCommand(context))
            .addSubcommand(new FunctionsCommand(context))
            .addSubcommand(new VersionCommand(context));
    withHelp(tree);
    tree.setAbbreviatedOptionsAllowed(false);
    tree.setCaseInsensitiveEnumValuesAllowed(true);
    return tree;
  }

  private static void withHelp(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    line.getSubcommands().values().forEach(CommandTree::withHelp);
  }
}
