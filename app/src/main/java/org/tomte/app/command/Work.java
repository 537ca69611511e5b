package org.tomte.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.JsonText;
import org.tomte.app.console.Printable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.Casework;
import org.tomte.casework.Outcome;

/** What the commands of people's daily work have in common. */
final class Work {
  private Work() {}

  /**
   * Does one thing in a transaction of its own.
   *
   * @throws CommandFault with the reason when it is refused
   */
  static <T> T done(OpenInstance instance, Function<Casework, Outcome<T>> work) {
    return switch (instance.commands().inTransaction(Person.name(), work)) {
      case Outcome.Done<T> done -> done.value();
      case Outcome.Refused<T> refused ->
          throw new CommandFault(
              refused.why() == Outcome.Refusal.BAD_STATE ? ExitCode.DIFFERS : ExitCode.USAGE,
              refused.reason());
    };
  }

  /**
   * Does several things of one kind in one transaction; what is refused is told and costs the
   * others nothing.
   *
   * @return what was done
   */
  static <T> List<T> all(
      CommandContext context, OpenInstance instance, Function<Casework, List<Outcome<T>>> work) {
    List<T> done = new ArrayList<>();
    for (Outcome<T> outcome : instance.commands().inTransaction(Person.name(), work)) {
      switch (outcome) {
        case Outcome.Done<T> each -> done.add(each.value());
        case Outcome.Refused<T> refused -> context.console().note(refused.reason());
      }
    }
    return done;
  }

  /**
   * Reads {@code name=value} as people type it: a name that is given twice has several values, an
   * empty value empties the field.
   */
  static Map<String, @Nullable Object> fields(List<String> assignments) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String each : assignments) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new CommandFault(
            ExitCode.USAGE, "'" + each + "' sets nothing; write for example title=\"New title\".");
      }
      String name = each.substring(0, equals).strip();
      String value = each.substring(equals + 1);
      Object known = fields.get(name);
      if (known instanceof List<?> several) {
        List<Object> more = new ArrayList<>(several);
        more.add(value);
        fields.put(name, more);
      } else {
        fields.put(name, known == null ? value : List.of(known, value));
      }
    }
    return fields;
  }

  /** Shows facts, one on a line; what has no value is left out. */
  static void show(Console console, Map<String, ? extends @Nullable Object> facts) {
    facts.forEach((key, value) -> {
      if (value instanceof Map<?, ?> || (value instanceof List<?> list && isNested(list))) {
        console.line(key + ": " + Printable.lines(JsonText.pretty(value)));
      } else if (value != null) {
        console.line(Printable.line(key + ": " + value));
      }
    });
  }

  private static boolean isNested(List<?> list) {
    return list.stream().anyMatch(each -> each instanceof Map<?, ?>);
  }

  static void checkPage(int limit, long after) {
    if (limit < 1 || after < 0) {
      throw new CommandFault(ExitCode.USAGE, "--limit is at least 1, and --after at least 0.");
    }
  }
}
