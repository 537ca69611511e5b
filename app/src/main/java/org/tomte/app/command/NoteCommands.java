package org.tomte.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.note.NewNote;
import org.tomte.casework.note.Note;
import org.tomte.casework.note.NoteEdit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Notes on objects: {@code tomte note}. */
final class NoteCommands {
  private NoteCommands() {}

  /** {@code tomte note list}. */
  @Command(
      name = "list",
      description = "Lists the notes on an object, pinned ones first.",
      footer = {"", "Example: tomte note list incident:17", "Exit: 0 done, 3 no instance."})
  static final class Shown implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(
        paramLabel = "OBJECT",
        converter = ObjectName.class,
        description = "For example incident:17, task:2 or entity:9.")
    private @Nullable ObjectRef object;

    @Option(names = "--hand-over", description = "Only those that the next shift must read.")
    private boolean handOver;

    Shown(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      List<Note> notes =
          context.door().open().casework().notes(Objects.requireNonNull(object)).stream()
              .filter(note -> !handOver || note.flags().handOver())
              .sorted((a, b) -> Boolean.compare(b.flags().pinned(), a.flags().pinned()))
              .toList();
      if (json.wanted()) {
        context.console().json(notes.stream().map(TaskWords::json).toList());
        return ExitCode.DONE;
      }
      Table table = Table.of("id", "written", "by", "flags", "text");
      notes.forEach(note ->
          table.row(
              note.id(),
              Instants.shown(note.written()),
              note.by().words(),
              flags(note),
              note.text()));
      context.console().table(table);
      return ExitCode.DONE;
    }

    private static String flags(Note note) {
      String pinned = note.flags().pinned() ? "pinned " : "";
      String handed = note.flags().handOver() ? "hand-over " : "";
      return (pinned + handed + (note.edited() == null ? "" : "edited")).strip();
    }
  }

  /** {@code tomte note add}. */
  @Command(
      name = "add",
      description = "Writes a note; @name mentions a person.",
      footer = {
        "",
        "Example: tomte note add incident:17 \"Called @ann, she did not log in.\"",
        "Exit: 0 done, 2 no such object, 3 no instance."
      })
  static final class Add implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(
        index = "0",
        paramLabel = "OBJECT",
        converter = ObjectName.class,
        description = "For example incident:17, task:2 or entity:9.")
    private @Nullable ObjectRef object;

    @Parameters(index = "1", paramLabel = "TEXT", description = "What it says.")
    private String text = "";

    @Option(names = "--pin", description = "Show it above the others.")
    private boolean pin;

    @Option(names = "--hand-over", description = "The next shift must read it.")
    private boolean handOver;

    Add(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      NewNote note =
          new NewNote(Objects.requireNonNull(object), text, new Note.Flags(pin, handOver), null);
      OpenInstance instance = context.door().open();
      long id = Work.done(instance, casework -> casework.addNotes(List.of(note)).getFirst());
      if (json.wanted()) {
        context.console().json(TaskWords.json(instance.casework().note(id).orElseThrow()));
      } else {
        context.console().line("Note %d is written.".formatted(id));
      }
      return ExitCode.DONE;
    }
  }

  /** {@code tomte note edit}. */
  @Command(
      name = "edit",
      description = {
        "Changes a note. Only whoever wrote it changes its text; the history keeps what it said."
      },
      footer = {
        "",
        "Example: tomte note edit 482 --text \"She did log in.\" --pin",
        "Exit: 0 done, 1 somebody else wrote it, 2 no such note, 3 no instance."
      })
  static final class Edit implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "ID", description = "The note's id.")
    private long id;

    @Option(names = "--text", paramLabel = "TEXT", description = "What it says from now on.")
    private @Nullable String text;

    @Option(
        names = "--pin",
        negatable = true,
        description = "Show it above the others, or no longer.")
    private @Nullable Boolean pin;

    @Option(
        names = "--hand-over",
        negatable = true,
        description = "The next shift must read it, or no longer.")
    private @Nullable Boolean handOver;

    Edit(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      List<NoteEdit> edits = new ArrayList<>();
      if (text != null) {
        edits.add(NoteEdit.of(id, new NoteEdit.Action.Rewrite(text)));
      }
      if (pin != null || handOver != null) {
        edits.add(NoteEdit.of(id, new NoteEdit.Action.Flag(pin, handOver)));
      }
      if (edits.isEmpty()) {
        throw new CommandFault(
            ExitCode.USAGE, "Nothing to change; give --text, --pin or --hand-over.");
      }
      OpenInstance instance = context.door().open();
      Note note = null;
      for (NoteEdit edit : edits) {
        note = Work.done(instance, casework -> casework.editNotes(List.of(edit)).getFirst());
      }
      if (json.wanted()) {
        context.console().json(TaskWords.json(Objects.requireNonNull(note)));
      } else {
        context.console().line("Note %d is changed.".formatted(id));
      }
      return ExitCode.DONE;
    }
  }

  /** {@code tomte note delete}. */
  @Command(
      name = "delete",
      description = {
        "Deletes a note; whoever wrote it and administrators can. The history keeps what it said."
      },
      footer = {
        "",
        "Example: tomte note delete 482",
        "Exit: 0 done, 1 somebody else wrote it, 2 no such note, 3 no instance."
      })
  static final class Delete implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Parameters(paramLabel = "ID", description = "The note's id.")
    private long id;

    Delete(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      NoteEdit edit = NoteEdit.of(id, new NoteEdit.Action.Delete());
      Work.done(context.door().open(), casework -> casework.editNotes(List.of(edit)).getFirst());
      context.console().line("Note %d is deleted.".formatted(id));
      return ExitCode.DONE;
    }
  }
}
