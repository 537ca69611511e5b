package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Console;
import org.tomte.app.console.Printable;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.definition.yaml.DefinitionFault;

/** Definition files that were read and checked, with the faults told. */
record Checked(DefinitionFiles files, Validation validation) {

  /** Reads and checks files against what this program has. */
  static Checked of(CommandContext context, List<String> names) {
    DefinitionFiles files = new DefinitionFiles(context.console(), names);
    return new Checked(files, new DefinitionValidator(context.installed()).validate(files.set()));
  }

  /** Tells faults and warnings as compilers do; gives the exit code. */
  int tell(Console console) {
    tell(console, validation);
    return exitCode();
  }

  static void tell(Console console, Validation validation) {
    validation.faults().forEach(fault -> console.line(words(fault, "")));
    validation.warnings().forEach(warning -> console.line(words(warning, "warning: ")));
  }

  /** The shown name of the file in which a daemon stands; empty when none does. */
  String fileOf(String daemon) {
    return files.set().documents().stream()
        .filter(one -> one.kind() == DefinitionKind.DAEMON && one.name().equals(daemon))
        .map(one -> one.place().file())
        .findFirst()
        .orElse("");
  }

  int exitCode() {
    return validation.valid() ? ExitCode.DONE : ExitCode.USAGE;
  }

  static String words(DefinitionFault fault, String kind) {
    String suggestion =
        fault.suggestion() == null ? "" : "; did you mean \"" + fault.suggestion() + "\"?";
    return Printable.line(
        "%s:%d:%d: %s%s%s"
            .formatted(
                fault.file(), fault.line(), fault.column(), kind, fault.message(), suggestion));
  }

  /** How many of what, for the last line. */
  String summary() {
    return "%s, %s in %s of %s"
        .formatted(
            count(validation.faults().size(), "fault"),
            count(validation.warnings().size(), "warning"),
            count(files.set().documents().size(), "document"),
            count(files.count(), "file"));
  }

  static String count(int number, String word) {
    return "%,d %s%s".formatted(number, word, number == 1 ? "" : "s");
  }

  /** All of it for {@code --json}. */
  Map<String, Object> json() {
    Map<String, Object> json = json(validation);
    json.put("files", files.count());
    json.put("documents", files.set().documents().size());
    return json;
  }

  /** Faults and warnings for {@code --json}. */
  static Map<String, Object> json(Validation validation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("valid", validation.valid());
    json.put("faults", validation.faults().stream().map(Checked::json).toList());
    json.put("warnings", validation.warnings().stream().map(Checked::json).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(DefinitionFault fault) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", fault.file());
    json.put("line", fault.line());
    json.put("column", fault.column());
    json.put("path", fault.path());
    json.put("message", fault.message());
    json.put("suggestion", fault.suggestion());
    return json;
  }
}
