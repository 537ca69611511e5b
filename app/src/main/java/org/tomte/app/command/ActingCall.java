package org.tomte.app.command;

import java.time.Instant;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.Acting;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Permission;
import org.tomte.casework.audit.NewAuditEntry;
import org.tomte.casework.field.Nearest;
import org.tomte.casework.people.Person;
import org.tomte.engine.access.Operation;
import picocli.CommandLine.ParseResult;

/** One call of a command by somebody: whether they may, and what the audit keeps of it. */
final class ActingCall {
  private final CommandContext context;
  private final String path;
  private final ParseResult parsed;
  private final @Nullable String as;

  /**
   * A call.
   *
   * @param path the words of the command without {@code tomte}
   * @param parsed its options and parameters
   * @param as the user as whom the operator acts; null for the operator
   */
  ActingCall(CommandContext context, String path, ParseResult parsed, @Nullable String as) {
    this.context = context;
    this.path = path;
    this.parsed = parsed;
    this.as = as;
  }

  /** Does the work if whoever acts may, in their name. */
  int run(ScopedValue.CallableOp<Integer, RuntimeException> work) {
    Operation operation = Objects.requireNonNullElse(CommandOperations.find(path), Operation.WHOLE);
    String operator = org.tomte.app.command.Person.operator();
    if (as == null && !operation.audited()) {
      return Acting.operator(operator).call(work);
    }
    OpenInstance instance = context.door().open();
    Acting acting = as == null ? Acting.operator(operator) : as(instance, operator, as);
    String forbidden = operation.forbidden(acting.access());
    if (forbidden != null) {
      keep(instance, acting.access().name(), NewAuditEntry.REFUSED, path, forbidden);
      throw new CommandFault(ExitCode.USAGE, forbidden);
    }
    int exit = acting.call(work);
    if (exit == ExitCode.DONE || exit == ExitCode.DIFFERS) {
      done(instance, operation, acting);
    }
    return exit;
  }

  private static Acting as(OpenInstance instance, String operator, String name) {
    Person person = instance.settings().people().get(name);
    if (person == null) {
      TreeSet<String> names = new TreeSet<>(instance.settings().people().keySet());
      throw new CommandFault(
          ExitCode.USAGE,
          "There is no user '%s'%s (users: %s)."
              .formatted(
                  name,
                  Nearest.question(name, names),
                  names.isEmpty() ? "none is defined" : String.join(", ", names)));
    }
    if (!person.active()) {
      throw new CommandFault(ExitCode.USAGE, "The user " + name + " is not active any more.");
    }
    return new Acting(operator, Access.person(name, person.role()));
  }

  private void done(OpenInstance instance, Operation operation, Acting acting) {
    if (operation.audited()) {
      keep(instance, acting.access().name(), path, target(), why());
    }
    if (acting.asSomebodyElse() && operation.permission() != Permission.READ) {
      String user = "user " + acting.access().name();
      keep(instance, acting.operator(), NewAuditEntry.ACTED_AS, user, path + " " + target());
    }
  }

  private void keep(OpenInstance instance, String who, String what, String object, String why) {
    Instant now = instance.now();
    instance.auditLog().append(NewAuditEntry.of(now, who, what, object, why));
  }

  /** What it was called for. Secrets are never among parameters; what looks like one is hidden. */
  private String target() {
    StringBuilder words = new StringBuilder();
    parsed
        .matchedPositionals()
        .forEach(each -> words.append(String.join(" ", each.originalStringValues())).append(' '));
    return context.masked(words.toString().strip());
  }

  private String why() {
    return context.masked(parsed.matchedOptionValue("--why", ""));
  }
}
