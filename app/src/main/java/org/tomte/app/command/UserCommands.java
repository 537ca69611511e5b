package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.field.Nearest;
import org.tomte.casework.people.Person;
import org.tomte.casework.people.Team;
import org.tomte.casework.setting.CaseSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte user} and {@code tomte team}: who is defined; they are changed by import. */
final class UserCommands {
  private UserCommands() {}

  private static List<String> teamsOf(CaseSettings settings, String person) {
    return settings.teams().values().stream()
        .filter(team -> team.members().contains(person))
        .map(Team::name)
        .toList();
  }

  private static CommandFault unknown(String what, String name, Iterable<String> names) {
    TreeSet<String> known = new TreeSet<>();
    names.forEach(known::add);
    return new CommandFault(
        ExitCode.USAGE,
        "There is no %s '%s'%s (%ss: %s)."
            .formatted(
                what,
                name,
                Nearest.question(name, known),
                what,
                known.isEmpty() ? "none is defined" : String.join(", ", known)));
  }

  private static Map<String, @Nullable Object> json(CaseSettings settings, Person person) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("user", person.name());
    json.put("fullName", person.fullName());
    json.put("mail", person.mail());
    json.put("role", person.role().word());
    json.put("zone", person.zone() == null ? null : person.zone().getId());
    json.put("active", person.active());
    json.put("teams", teamsOf(settings, person.name()));
    return json;
  }

  private static Map<String, @Nullable Object> json(CaseSettings settings, Team team) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    team.sortedMembers().forEach(name -> members.put(name, role(settings, name)));
    Team.Responsibility own = team.responsibleFor();
    Map<String, Object> responsible = new LinkedHashMap<>();
    responsible.put("queues", new TreeSet<>(own.queues()));
    responsible.put("categories", new TreeSet<>(own.categories()));
    responsible.put("templates", new TreeSet<>(own.templates()));
    responsible.put("everythingElse", own.everything());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("team", team.name());
    json.put("members", members);
    json.put("addresses", team.addresses());
    json.put("quiet", team.quiet());
    json.put("responsibleFor", responsible);
    return json;
  }

  private static @Nullable String role(CaseSettings settings, String name) {
    return settings.person(name).map(person -> person.role().word()).orElse(null);
  }

  /** {@code tomte user list}. */
  @Command(
      name = "list",
      description = "Lists users by name.",
      footer = {"", "Example: tomte user list", "Exit: 0 done, 3 no instance."})
  static final class UserList implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    UserList(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      OpenInstance instance = context.door().open();
      CaseSettings settings = instance.settings();
      if (json.wanted()) {
        context
            .console()
            .json(settings.people().values().stream().map(each -> json(settings, each)).toList());
        return ExitCode.DONE;
      }
      Table table = Table.of("user", "full name", "role", "active", "teams", "mail");
      settings
          .people()
          .values()
          .forEach(each ->
              table.row(
                  each.name(),
                  each.fullName(),
                  each.role().word(),
                  each.active() ? "yes" : "no",
                  String.join(", ", teamsOf(settings, each.name())),
                  each.mail()));
      context.console().table(table);
      return ExitCode.DONE;
    }
  }

  /** {@code tomte user show}. */
  @Command(
      name = "show",
      description = "Tells who a user is and what they may do.",
      footer = {"", "Example: tomte user show ann", "Exit: 0 done, 2 no such user, 3 no instance."})
  static final class UserShow implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "USER", description = "The log-in name.")
    private String name = "";

    UserShow(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      OpenInstance instance = context.door().open();
      CaseSettings settings = instance.settings();
      Person person =
          settings
              .person(name)
              .orElseThrow(() -> unknown("user", name, settings.people().keySet()));
      UserCommands.show(context, json.wanted(), json(settings, person));
      return ExitCode.DONE;
    }
  }

  /** {@code tomte team list}. */
  @Command(
      name = "list",
      description = "Lists teams by name.",
      footer = {"", "Example: tomte team list", "Exit: 0 done, 3 no instance."})
  static final class TeamList implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    TeamList(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      OpenInstance instance = context.door().open();
      CaseSettings settings = instance.settings();
      if (json.wanted()) {
        context
            .console()
            .json(settings.teams().values().stream().map(each -> json(settings, each)).toList());
        return ExitCode.DONE;
      }
      Table table = Table.of("team", "members", "addresses", "quiet");
      settings
          .teams()
          .values()
          .forEach(each ->
              table.row(
                  each.name(),
                  String.join(", ", each.sortedMembers()),
                  String.join(", ", each.addresses()),
                  each.quiet()));
      context.console().table(table);
      return ExitCode.DONE;
    }
  }

  /** {@code tomte team show}. */
  @Command(
      name = "show",
      description = "Tells who is in a team, with their roles, and what it is responsible for.",
      footer = {"", "Example: tomte team show soc", "Exit: 0 done, 2 no such team, 3 no instance."})
  static final class TeamShow implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "TEAM", description = "The team's name.")
    private String name = "";

    TeamShow(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      OpenInstance instance = context.door().open();
      CaseSettings settings = instance.settings();
      Team team =
          settings.team(name).orElseThrow(() -> unknown("team", name, settings.teams().keySet()));
      UserCommands.show(context, json.wanted(), json(settings, team));
      return ExitCode.DONE;
    }
  }

  private static void show(
      CommandContext context, boolean json, Map<String, @Nullable Object> parts) {
    if (json) {
      context.console().json(parts);
      return;
    }
    parts.forEach((key, value) -> {
      String words =
          switch (value) {
            case null -> "-";
            case Map<?, ?> map -> words(map);
            case Iterable<?> list -> words(list);
            default -> String.valueOf(value);
          };
      context.console().line("%-15s %s".formatted(key, words));
    });
  }

  private static String words(Map<?, ?> map) {
    StringBuilder words = new StringBuilder();
    map.forEach((key, value) ->
        words
            .append(words.isEmpty() ? "" : "; ")
            .append(key)
            .append(": ")
            .append(
                switch (value) {
                  case null -> "not defined";
                  case Iterable<?> list -> words(list);
                  default -> String.valueOf(value);
                }));
    return words.isEmpty() ? "-" : words.toString();
  }

  private static String words(Iterable<?> list) {
    StringBuilder words = new StringBuilder();
    list.forEach(each -> words.append(words.isEmpty() ? "" : ", ").append(each));
    return words.isEmpty() ? "-" : words.toString();
  }
}
