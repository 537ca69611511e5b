package org.tomte.app.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.definition.yaml.Suggestion;

/** Finds daemons by the names that people write. */
final class Daemons {
  private Daemons() {}

  /**
   * The daemon of this name, or all.
   *
   * @param name null for all
   * @throws CommandFault when there is none
   */
  static List<CompiledDaemon> chosen(CompiledSet set, @Nullable String name) {
    if (name == null) {
      return List.copyOf(set.daemons().values());
    }
    CompiledDaemon daemon = set.daemons().get(name);
    if (daemon == null) {
      throw unknown(name, List.copyOf(set.daemons().keySet()));
    }
    return List.of(daemon);
  }

  /** There is no such daemon. */
  static CommandFault unknown(String name, List<String> names) {
    String nearest = Suggestion.nearest(name, names);
    String help = nearest == null ? "" : " Did you mean " + nearest + "?";
    String valid = names.isEmpty() ? " There is none." : " There are: " + listed(names) + ".";
    return new CommandFault(
        ExitCode.USAGE, "There is no daemon " + Suggestion.quoted(name) + "." + help + valid);
  }

  private static String listed(List<String> names) {
    int most = 20;
    String shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? shown + " and %,d more".formatted(names.size() - most) : shown;
  }
}
