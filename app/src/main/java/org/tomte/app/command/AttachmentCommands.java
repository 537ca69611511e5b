package org.tomte.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.NewAttachment;
import org.tomte.casework.attachment.StoredFile;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.keep.AttachedFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files on objects: {@code tomte attachment}. */
final class AttachmentCommands {
  private AttachmentCommands() {}

  static Map<String, @Nullable Object> json(Attachment attachment) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", attachment.id());
    json.put("object", TaskWords.name(attachment.object()));
    json.put("name", attachment.name());
    json.put("mediaType", attachment.mediaType());
    json.put("size", attachment.size());
    json.put("sha256", attachment.digests().sha256());
    json.put("sha1", attachment.digests().sha1());
    json.put("md5", attachment.digests().md5());
    json.put("description", attachment.description());
    json.put("reference", attachment.reference());
    json.put("added", attachment.added());
    json.put("by", attachment.by().words());
    return json;
  }

  private static Attachment find(OpenInstance instance, long id) {
    return instance
        .casework()
        .attachment(id)
        .orElseThrow(() ->
            new CommandFault(ExitCode.USAGE, "There is no attachment with the id " + id + "."));
  }

  /** {@code tomte attachment list}. */
  @Command(
      name = "list",
      description = "Lists the files on an object.",
      footer = {"", "Example: tomte attachment list incident:17", "Exit: 0 done, 3 no instance."})
  static final class Shown implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(
        paramLabel = "OBJECT",
        converter = ObjectName.class,
        description = "For example incident:17, triage-event:4, task:2 or note:482.")
    private @Nullable ObjectRef object;

    Shown(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      List<Attachment> attachments =
          context.door().open().casework().attachments(Objects.requireNonNull(object));
      if (json.wanted()) {
        context.console().json(attachments.stream().map(AttachmentCommands::json).toList());
        return ExitCode.DONE;
      }
      Table table = Table.of("id", "size", "type", "sha-256", "added", "by", "name");
      attachments.forEach(each ->
          table.row(
              each.id(),
              each.size(),
              each.mediaType(),
              each.digests().sha256(),
              Instants.shown(each.added()),
              each.by().words(),
              each.name()));
      context.console().table(table);
      return ExitCode.DONE;
    }
  }

  /** {@code tomte attachment add}. */
  @Command(
      name = "add",
      description = "Attaches a file to an incident, a triage event, a task or a note.",
      footer = {
        "",
        "Example: tomte attachment add incident:17 mail.eml --description \"as it was reported\"",
        "Exit: 0 done, 2 no such object or file, or it is too large, 3 no instance."
      })
  static final class Add implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(
        index = "0",
        paramLabel = "OBJECT",
        converter = ObjectName.class,
        description = "For example incident:17, triage-event:4, task:2 or note:482.")
    private @Nullable ObjectRef object;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file.")
    private String file = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Its name, if not the file's.")
    private @Nullable String name;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is.")
    private @Nullable String description;

    @Option(names = "--reference", paramLabel = "TEXT", description = "Its name elsewhere.")
    private @Nullable String reference;

    Add(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      Path path = context.console().path(file);
      if (!Files.isRegularFile(path)) {
        throw new CommandFault(ExitCode.USAGE, "There is no file " + file + ".");
      }
      OpenInstance instance = context.door().open();
      NewAttachment wanted = stored(instance, path);
      Attachment attachment =
          Work.done(instance, casework -> casework.attachFiles(List.of(wanted)).getFirst());
      if (json.wanted()) {
        context.console().json(json(attachment));
      } else {
        context
            .console()
            .line("Attachment %d is %s.".formatted(attachment.id(), attachment.mediaType()));
      }
      return ExitCode.DONE;
    }

    private NewAttachment stored(OpenInstance instance, Path path) {
      NewAttachment.About about = new NewAttachment.About(description, reference);
      String called = name == null ? String.valueOf(path.getFileName()) : name;
      long largest = instance.compiled().compiled().settings().work().largestAttachment();
      try {
        return new AttachedFiles(instance.blobs())
            .store(Objects.requireNonNull(object), called, content(path), about, largest);
      } catch (IOException unreadable) {
        throw new CommandFault(
            ExitCode.USAGE, "The file %s cannot be read: %s".formatted(file, unreadable));
      }
    }

    private static Content content(Path path) throws IOException {
      long size = Files.size(path);
      return new Content() {
        @Override
        public long size() {
          return size;
        }

        @Override
        public InputStream open() throws IOException {
          return Files.newInputStream(path);
        }
      };
    }
  }

  /** {@code tomte attachment get}. */
  @Command(
      name = "get",
      description = {
        "Writes an attached file as it came. It may be hostile: open it nowhere but in a sandbox."
      },
      footer = {
        "",
        "Example: tomte attachment get 77 --to sample.bin",
        "Exit: 0 done, 2 no such attachment or the file is there already, 3 no instance."
      })
  static final class Get implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Parameters(paramLabel = "ID", description = "The attachment's id.")
    private long id;

    @Option(
        names = "--to",
        paramLabel = "FILE",
        description = "Where; attachment-ID.bin when absent, so that no program opens it.")
    private @Nullable String to;

    Get(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      OpenInstance instance = context.door().open();
      Attachment attachment = find(instance, id);
      StoredFile stored = instance.casework().attachedFile(id).orElseThrow();
      String target = to == null ? "attachment-" + id + ".bin" : to;
      Path path = context.console().path(target);
      try (InputStream in = new AttachedFiles(instance.blobs()).open(attachment, stored)) {
        Files.copy(in, path);
      } catch (FileAlreadyExistsException there) {
        throw new CommandFault(
            ExitCode.USAGE, "There is a file " + target + " already; give another with --to.");
      } catch (IOException failed) {
        throw new CommandFault(
            ExitCode.USAGE, "The file %s cannot be written: %s".formatted(target, failed));
      }
      context
          .console()
          .line("%s (%s, %,d bytes)".formatted(target, attachment.mediaType(), attachment.size()));
      context.console().note("It may be hostile: open it nowhere but in a sandbox.");
      return ExitCode.DONE;
    }
  }

  /** {@code tomte attachment remove}. */
  @Command(
      name = "remove",
      description = "Removes attached files; the history keeps their names and digests.",
      footer = {
        "",
        "Example: tomte attachment remove 77",
        "Exit: 0 done, 1 some were not there, 3 no instance."
      })
  static final class Remove implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The attachments' ids.")
    private List<Long> ids = List.of();

    Remove(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      List<Attachment> removed =
          Work.all(context, context.door().open(), casework -> casework.removeFiles(ids));
      context.console().line("%,d of %,d removed".formatted(removed.size(), ids.size()));
      return removed.size() == ids.size() ? ExitCode.DONE : ExitCode.DIFFERS;
    }
  }
}
