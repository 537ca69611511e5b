package org.tomte.app.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A command that only holds others. */
final class GroupCommand implements Runnable {
  private final CommandSpec spec;

  private GroupCommand(String name, String description) {
    this.spec = CommandSpec.wrapWithoutInspection(this).name(name);
    spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
  }

  /** A group of commands under one name. */
  static CommandLine of(String name, String description, Object... commands) {
    CommandLine line = new CommandLine(new GroupCommand(name, description).spec);
    for (Object command : commands) {
      line.addSubcommand(command);
    }
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
