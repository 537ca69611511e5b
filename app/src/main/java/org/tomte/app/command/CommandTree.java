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
            .addSubcommand(new SchemaCommand(context))
            .addSubcommand(new ConnectorsCommand(context))
            .addSubcommand(new FunctionsCommand(context))
            .addSubcommand(new TestCommand(context))
            .addSubcommand(new RunCommand(context))
            .addSubcommand(new ReplayCommand(context))
            .addSubcommand(daemon(context))
            .addSubcommand(quarantine(context))
            .addSubcommand(outbox(context))
            .addSubcommand(connection(context))
            .addSubcommand(new AlarmsCommand(context))
            .addSubcommand(incident(context))
            .addSubcommand(WorkCommands.triage(context))
            .addSubcommand(WorkCommands.task(context))
            .addSubcommand(WorkCommands.note(context))
            .addSubcommand(WorkCommands.attachment(context))
            .addSubcommand(WorkCommands.entity(context))
            .addSubcommand(
                GroupCommand.of("indicator", "Indicators.", new IndicatorListCommand(context)))
            .addSubcommand(new SearchCommand(context))
            .addSubcommand(new HistoryCommand(context))
            .addSubcommand(new UndoCommand(context))
            .addSubcommand(new AuditCommand(context))
            .addSubcommand(
                GroupCommand.of(
                    "user",
                    "Users: who may do what.",
                    new UserCommands.UserList(context),
                    new UserCommands.UserShow(context)))
            .addSubcommand(
                GroupCommand.of(
                    "team",
                    "Teams: who is responsible together.",
                    new UserCommands.TeamList(context),
                    new UserCommands.TeamShow(context)))
            .addSubcommand(new ImportCommand(context))
            .addSubcommand(new ExportCommand(context))
            .addSubcommand(definitions(context))
            .addSubcommand(secret(context))
            .addSubcommand(new BackupCommand(context))
            .addSubcommand(new RestoreCommand(context))
            .addSubcommand(new SampleCommand(context))
            .addSubcommand(new MigrateCommand(context))
            .addSubcommand(new UpgradeDatabaseCommand(context))
            .addSubcommand(new DoctorCommand(context))
            .addSubcommand(new VersionCommand(context));
    withHelp(tree);
    tree.setAbbreviatedOptionsAllowed(false);
    tree.setCaseInsensitiveEnumValuesAllowed(true);
    return tree;
  }

  private static CommandLine daemon(CommandContext context) {
    // A span back such as -24h looks like an option.
    CommandLine move =
        new CommandLine(new PointerMoveCommand(context))
            .setUnmatchedOptionsArePositionalParams(true);
    CommandLine pointer =
        GroupCommand.of(
            "pointer",
            "Where the next run of a daemon goes on.",
            new PointerShowCommand(context),
            move,
            new PointerUndoCommand(context),
            new PointerHistoryCommand(context),
            new PointerResetCommand(context));
    return GroupCommand.of(
        "daemon",
        "Daemons: how they are, when they run, what they did and why.",
        new DaemonListCommand(context),
        new DaemonShowCommand(context),
        new DaemonSwitchCommand.Enable(context),
        new DaemonSwitchCommand.Disable(context),
        new DaemonStartCommand(context),
        new DaemonScheduleCommand(context),
        pointer,
        new DaemonStatsCommand(context),
        new DaemonDecisionsCommand(context),
        new DaemonRunsCommand(context));
  }

  private static CommandLine incident(CommandContext context) {
    return GroupCommand.of(
        "incident",
        "Incidents.",
        new IncidentListCommand(context),
        new IncidentTimelineCommand(context),
        new BreakGlassCommand(context),
        new IncidentShowCommand(context),
        new IncidentMakeCommand.Create(context),
        new IncidentActCommand.Edit(context),
        new IncidentActCommand.Close(context),
        new IncidentActCommand.Reopen(context),
        new IncidentMakeCommand.Copy(context),
        new IncidentMergeCommand(context),
        new IncidentPurgeCommand.Unmerge(context),
        new IncidentActCommand.Delete(context),
        new IncidentActCommand.Restore(context),
        new IncidentActCommand.Hold(context),
        new IncidentActCommand.Release(context),
        new IncidentPurgeCommand.Purge(context));
  }

  private static CommandLine quarantine(CommandContext context) {
    return GroupCommand.of(
        "quarantine",
        "Events that failed and wait for a person.",
        new QuarantineListCommand(context),
        new QuarantineShowCommand(context),
        new QuarantineRawCommand(context),
        new QuarantineEditCommand(context),
        new QuarantineReplayCommand(context),
        new QuarantineDiscardCommand(context));
  }

  private static CommandLine outbox(CommandContext context) {
    return GroupCommand.of(
        "outbox",
        "What goes outside: mails, requests, messages.",
        new OutboxListCommand(context),
        new OutboxShowCommand(context),
        new OutboxActCommand.Approve(context),
        new OutboxActCommand.Release(context),
        new OutboxActCommand.HoldSome(context),
        new OutboxActCommand.Retry(context),
        new OutboxActCommand.Discard(context),
        new OutboxSwitchCommand.HoldAll(context),
        new OutboxSwitchCommand.ReleaseAll(context));
  }

  private static CommandLine connection(CommandContext context) {
    return GroupCommand.of(
        "connection",
        "Accounts and endpoints: tried, paused for maintenance, and until when they are good.",
        new ConnectionListCommand(context),
        new ConnectionShowCommand(context),
        new ConnectionTestCommand(context),
        new ConnectionPauseCommand(context),
        new ConnectionResumeCommand(context));
  }

  private static CommandLine definitions(CommandContext context) {
    return GroupCommand.of(
        "definitions",
        "Stored definitions and their revisions.",
        new DefinitionsListCommand(context),
        new DefinitionsCheckCommand(context),
        new DefinitionsDiffCommand(context),
        new DefinitionsHistoryCommand(context),
        new DefinitionsRollbackCommand(context));
  }

  private static CommandLine secret(CommandContext context) {
    return GroupCommand.of(
        "secret",
        "Secrets that definitions refer to.",
        new SecretSetCommand(context),
        new SecretListCommand(context),
        new SecretRemoveCommand(context));
  }

  private static void withHelp(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    line.getSubcommands().values().forEach(CommandTree::withHelp);
  }
}
