package org.tomte.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EditedEntity;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityEdit;
import org.tomte.casework.entity.EntityFilter;
import org.tomte.casework.entity.EntityInput;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.EntityType;
import org.tomte.casework.observable.Defang;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people do with entities: list, tag, describe, lock, tie, delete. */
final class EntityCommands {
  private static final String EXIT =
      "Exit: 0 done, 1 it is locked, 2 no such entity or object, 3 no instance.";

  private EntityCommands() {}

  /** Reads an entity as people write it. */
  static EntityName name(String text) {
    try {
      return EntityInput.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new CommandFault(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
    }
  }

  static Map<String, @Nullable Object> json(Entity entity) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", entity.id());
    json.put("type", entity.name().type().word());
    json.put("value", entity.name().value());
    json.put("defanged", entity.name().defanged());
    json.put("firstSeen", entity.firstSeen());
    json.put("lastSeen", entity.lastSeen());
    json.put("description", entity.description());
    json.put("tags", entity.tags());
    Entity.Lock lock = entity.lock();
    json.put("lockedBy", lock == null ? null : lock.by());
    json.put("lockedWhy", lock == null ? null : lock.why());
    return json;
  }

  /** {@code tomte entity list}. */
  @Command(
      name = "list",
      description = "Lists entities in the order in which they were first seen, defanged.",
      footer = {
        "",
        "Example: tomte entity list --type ip --tag c2",
        "Example: tomte entity list --object incident:17",
        "Exit: 0 done, 2 no such type, 3 no instance."
      })
  static final class Shown implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Option(names = "--type", paramLabel = "TYPE", description = "Only this type, such as ip.")
    private @Nullable String type;

    @Option(names = "--tag", paramLabel = "TAG", description = "Only those with this tag.")
    private @Nullable String tag;

    @Option(
        names = "--text",
        paramLabel = "TEXT",
        description = "Only those with this in their value.")
    private @Nullable String text;

    @Option(names = "--locked", description = "Only locked ones.")
    private boolean locked;

    @Option(
        names = "--object",
        paramLabel = "OBJECT",
        converter = ObjectName.class,
        description = "Those of this object, such as incident:17.")
    private @Nullable ObjectRef object;

    @Option(
        names = "--after",
        defaultValue = "0",
        paramLabel = "ID",
        description = "Only those with a greater id.")
    private long after;

    @Option(
        names = "--limit",
        defaultValue = "50",
        paramLabel = "N",
        description = "How many (default: ${DEFAULT-VALUE}).")
    private int limit;

    Shown(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      Work.checkPage(limit, after);
      EntityFilter filter = filter();
      OpenInstance instance = context.door().open();
      List<Entity> entities =
          object == null
              ? instance.casework().entities(filter, after, limit)
              : instance.casework().entities(object).stream()
                  .filter(each -> each.id() > after && filter.matches(each))
                  .limit(limit)
                  .toList();
      if (json.wanted()) {
        context.console().json(entities.stream().map(EntityCommands::json).toList());
        return ExitCode.DONE;
      }
      Table table = Table.of("id", "type", "last seen", "tags", "locked by", "value");
      entities.forEach(each ->
          table.row(
              each.id(),
              each.name().type().word(),
              Instants.shown(each.lastSeen()),
              String.join(", ", each.tags()),
              each.lock() == null ? null : each.lock().by(),
              each.name().defanged()));
      context.console().table(table);
      return ExitCode.DONE;
    }

    private EntityFilter filter() {
      try {
        EntityType wanted = type == null ? null : EntityType.of(type);
        String live = text == null ? null : Defang.refang(text);
        return new EntityFilter(wanted, live, tag, locked ? true : null);
      } catch (IllegalArgumentException wrong) {
        throw new CommandFault(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
      }
    }
  }

  /** A command that does one thing with one entity. */
  abstract static class One implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(
        index = "0",
        paramLabel = "ENTITY",
        description = "As it is written, also defanged: 192[.]0[.]2[.]7, user:ann.")
    private String entity = "";

    One(CommandContext context) {
      this.context = context;
    }

    /** What is to be done. */
    abstract EntityEdit.Action action();

    @Override
    public Integer call() {
      EntityEdit edit = EntityEdit.of(name(entity), action());
      OpenInstance instance = context.door().open();
      EditedEntity edited =
          Work.done(instance, casework -> casework.editEntities(List.of(edit)).getFirst());
      if (json.wanted()) {
        context.console().json(json(edited.entity()));
        return ExitCode.DONE;
      }
      String changed = String.join(", ", edited.changed().stream().sorted().toList());
      context
          .console()
          .line(
              "%s: %s"
                  .formatted(
                      edited.entity().name().defanged(),
                      changed.isEmpty() ? "stays as it is" : changed));
      return ExitCode.DONE;
    }
  }

  /** {@code tomte entity tag}. */
  @Command(
      name = "tag",
      description = "Gives an entity tags, or takes them off.",
      footer = {"", "Example: tomte entity tag 192[.]0[.]2[.]7 c2 --remove unknown", EXIT})
  static final class Tag extends One {
    @Parameters(index = "1..*", paramLabel = "TAG", description = "Tags that it gets.")
    private List<String> add = new ArrayList<>();

    @Option(names = "--remove", paramLabel = "TAG", description = "A tag that it loses.")
    private List<String> remove = new ArrayList<>();

    Tag(CommandContext context) {
      super(context);
    }

    @Override
    EntityEdit.Action action() {
      return new EntityEdit.Action.Tag(Set.copyOf(add), Set.copyOf(remove));
    }
  }

  /** {@code tomte entity describe}. */
  @Command(
      name = "describe",
      description = "Says what is known about an entity.",
      footer = {"", "Example: tomte entity describe 192[.]0[.]2[.]7 \"exit node\"", EXIT})
  static final class Describe extends One {
    @Parameters(index = "1", paramLabel = "TEXT", description = "What is known; empty for nothing.")
    private String text = "";

    Describe(CommandContext context) {
      super(context);
    }

    @Override
    EntityEdit.Action action() {
      return new EntityEdit.Action.Set(Map.of("description", text));
    }
  }

  /** {@code tomte entity lock}. */
  @Command(
      name = "lock",
      description = "Keeps an entity from being deleted, and daemons from changing it.",
      footer = {"", "Example: tomte entity lock bad[.]example[.]net --why \"under watch\"", EXIT})
  static final class Lock extends One {
    @Option(names = "--why", paramLabel = "TEXT", description = "Why; shown with the lock.")
    private @Nullable String why;

    Lock(CommandContext context) {
      super(context);
    }

    @Override
    EntityEdit.Action action() {
      return new EntityEdit.Action.Lock(why);
    }
  }

  /** {@code tomte entity unlock}. */
  @Command(
      name = "unlock",
      description = "Unlocks an entity.",
      footer = {"", "Example: tomte entity unlock bad[.]example[.]net", EXIT})
  static final class Unlock extends One {
    Unlock(CommandContext context) {
      super(context);
    }

    @Override
    EntityEdit.Action action() {
      return new EntityEdit.Action.Unlock();
    }
  }

  /** {@code tomte entity delete}. */
  @Command(
      name = "delete",
      description = {
        "Deletes an entity with all its links; it comes back when it is seen again. Its history"
            + " stays."
      },
      footer = {"", "Example: tomte entity delete bad[.]example[.]net", EXIT})
  static final class Delete extends One {
    Delete(CommandContext context) {
      super(context);
    }

    @Override
    EntityEdit.Action action() {
      return new EntityEdit.Action.Delete();
    }
  }

  /** Ties an entity to an object, or unties it. */
  abstract static class Tie implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;
    private final boolean ties;

    @Parameters(
        index = "0",
        paramLabel = "OBJECT",
        converter = ObjectName.class,
        description = "For example incident:17, triage-event:4 or task:2.")
    private @Nullable ObjectRef object;

    @Parameters(
        index = "1",
        paramLabel = "ENTITY",
        description = "As it is written, also defanged: 192[.]0[.]2[.]7, user:ann.")
    private String entity = "";

    private Tie(CommandContext context, boolean ties) {
      this.context = context;
      this.ties = ties;
    }

    @Override
    public Integer call() {
      EntityName name = name(entity);
      ObjectRef target = Objects.requireNonNull(object);
      boolean changed =
          Work.done(
              context.door().open(),
              casework ->
                  ties ? casework.tieEntity(target, name) : casework.untieEntity(target, name));
      String state = ties ? "belongs to" : "does not belong to";
      context
          .console()
          .line(
              "%s %s%s %s."
                  .formatted(
                      name.defanged(),
                      changed ? "now " : "",
                      changed ? state : state + ", as before,",
                      TaskWords.name(target)));
      return ExitCode.DONE;
    }
  }

  /** {@code tomte entity add}. */
  @Command(
      name = "add",
      description = "Says that an object holds an entity.",
      footer = {"", "Example: tomte entity add incident:17 user:ann", EXIT})
  static final class Add extends Tie {
    Add(CommandContext context) {
      super(context, true);
    }
  }

  /** {@code tomte entity remove}. */
  @Command(
      name = "remove",
      description = "Says that an object does not hold an entity; its text does not bring it back.",
      footer = {"", "Example: tomte entity remove incident:17 192[.]0[.]2[.]7", EXIT})
  static final class Remove extends Tie {
    Remove(CommandContext context) {
      super(context, false);
    }
  }
}
