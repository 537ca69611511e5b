package org.tomte.app.command;

import picocli.CommandLine;

/** The commands of the daily work: triage events, tasks, notes, files, entities. */
final class WorkCommands {
  private WorkCommands() {}

  static CommandLine triage(CommandContext context) {
    return GroupCommand.of(
        "triage",
        "Triage events: judged, discarded, made incidents of.",
        new TriageListCommand(context),
        new TriageChangeCommands.Show(context),
        new TriageChangeCommands.Grab(context),
        new TriageChangeCommands.Reassign(context),
        new TriageChangeCommands.Discard(context),
        new TriageChangeCommands.Convert(context),
        new TriageChangeCommands.Attach(context));
  }

  static CommandLine task(CommandContext context) {
    return GroupCommand.of(
        "task",
        "Tasks: made, given to somebody, approved, worked on, closed.",
        new TaskListCommand(context),
        new TaskShowCommand(context),
        new TaskChangeCommands.Create(context),
        new TaskChangeCommands.Edit(context),
        new TaskChangeCommands.Assign(context),
        new TaskChangeCommands.Start(context),
        new TaskChangeCommands.Approve(context),
        new TaskChangeCommands.Decline(context),
        new TaskChangeCommands.Spend(context),
        new TaskChangeCommands.Close(context),
        new TaskChangeCommands.Reopen(context));
  }

  static CommandLine note(CommandContext context) {
    return GroupCommand.of(
        "note",
        "Notes on incidents, triage events, tasks, indicators and entities.",
        new NoteCommands.Shown(context),
        new NoteCommands.Add(context),
        new NoteCommands.Edit(context),
        new NoteCommands.Delete(context));
  }

  static CommandLine attachment(CommandContext context) {
    return GroupCommand.of(
        "attachment",
        "Files on incidents, triage events, tasks and notes.",
        new AttachmentCommands.Shown(context),
        new AttachmentCommands.Add(context),
        new AttachmentCommands.Get(context),
        new AttachmentCommands.Remove(context));
  }

  static CommandLine entity(CommandContext context) {
    return GroupCommand.of(
        "entity",
        "What incidents have in common: addresses, domains, files, hashes, people.",
        new EntityCommands.Shown(context),
        new EntityShowCommand(context),
        new EntityCommands.Tag(context),
        new EntityCommands.Describe(context),
        new EntityCommands.Lock(context),
        new EntityCommands.Unlock(context),
        new EntityCommands.Add(context),
        new EntityCommands.Remove(context),
        new EntityCommands.Delete(context));
  }
}
