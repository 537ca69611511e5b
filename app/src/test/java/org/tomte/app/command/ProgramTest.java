package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.Assembly;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import picocli.CommandLine;

class ProgramTest {
  @TempDir Path folder;

  @Test
  void anUnknownCommandIsAnsweredWithTheOneThatWasMeant() {
    Caller.Answer answer = new Caller(folder).call("validat", "x.yaml");
    assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("'validat'").contains("Did you mean validate?");
    assertThat(answer.err()).doesNotContain("\tat ");
  }

  @Test
  void anUnknownOptionIsAnsweredWithTheOneThatWasMeant() {
    Caller.Answer answer = new Caller(folder).call("serve", "--prot", "80");
    assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("'--prot'").contains("Did you mean --port?");
  }

  @Test
  void aMissingArgumentIsToldWithTheWayToHelp() {
    Caller.Answer answer = new Caller(folder).call("validate");
    assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("FILE|FOLDER").contains("Try 'tomte validate --help'.");
  }

  @Test
  void withoutACommandTheUsageIsWrong() {
    Caller.Answer answer = new Caller(folder).call();
    assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("Which command?").contains("tomte --help");
  }

  @Test
  void everyCommandHasHelpWithAnExampleAndItsExitCodes() {
    Caller caller = new Caller(folder);
    for (List<String> path : commands()) {
      List<String> arguments = new ArrayList<>(path);
      arguments.add("--help");
      Caller.Answer answer = caller.call(arguments.toArray(String[]::new));
      assertThat(answer.exit()).as("%s", path).isZero();
      assertThat(answer.out())
          .as("%s", path)
          .contains("Usage: tomte " + String.join(" ", path))
          .contains("Example: tomte " + String.join(" ", path))
          .contains("Exit: ");
    }
  }

  /** Every command that does something, as it is typed. */
  static List<List<String>> commands() {
    CommandContext context =
        new CommandContext(
            new Console(
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                Path.of("/"),
                Console.Screen.PIPE),
            Typed.given(null),
            new CommandContext.Surroundings(
                InstantSource.fixed(Caller.NOW),
                Assembly::installed,
                () -> {
                  throw new IllegalStateException();
                },
                idle(),
                text -> text));
    List<List<String>> paths = new ArrayList<>();
    collect(CommandTree.of(context), List.of(), paths);
    assertThat(paths).hasSizeGreaterThan(5);
    return paths;
  }

  private static Services idle() {
    return new Services() {
      @Override
      public int serve(Serving serving, Console console) {
        return 0;
      }

      @Override
      public int demo(Demonstration demonstration, Console console) {
        return 0;
      }
    };
  }

  private static void collect(CommandLine line, List<String> path, List<List<String>> paths) {
    if (line.getSubcommands().isEmpty()) {
      paths.add(path);
      return;
    }
    line.getSubcommands()
        .forEach((name, inner) -> {
          List<String> longer = new ArrayList<>(path);
          longer.add(name);
          collect(inner, longer, paths);
        });
  }

  @Test
  void serveAndDemoHandOverWhatWasAsked() {
    Caller.Answer served = new Caller(folder).call("serve", "--port", "0", "--host", "::1");
    assertThat(served.exit()).isZero();
    assertThat(served.out()).contains("host=::1, port=0, databaseUrl=null");
    Caller.Answer shown = new Caller(folder).call("demo", "--once", "--json");
    assertThat(shown.out()).contains("once=true, json=true");
    assertThat(new Caller(folder).call("serve", "--port", "70000").exit())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void versionSaysWhichFormatItKnows() {
    assertThat(new Caller(folder).call("version", "--json").json().get("format").asInt())
        .isEqualTo(1);
    assertThat(new Caller(folder).call("version").out()).startsWith("Tomte ");
  }

  @Test
  void connectorsAndFunctionsAreListedAndShownOneByOne() {
    Caller caller = new Caller(folder);
    assertThat(caller.call("connectors").out()).contains("clock").contains("file");
    assertThat(caller.call("connectors", "file").out()).contains("max-line-bytes");
    assertThat(caller.call("connectors", "--json").json().get(0).get("name").asString())
        .isNotEmpty();
    assertThat(caller.call("connectors", "fiel"))
        .satisfies(answer -> {
          assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
          assertThat(answer.err()).contains("Did you mean file?");
        });
    assertThat(caller.call("functions", "inNetwork").out()).contains("example:");
    assertThat(caller.call("functions", "inNetwrk").err()).contains("Did you mean inNetwork?");
  }

  @Test
  void aFaultOfTheInstanceIsOneSentenceAndExitThree() {
    Caller caller =
        new Caller(
            folder,
            () -> {
              throw new CommandFault(ExitCode.NO_INSTANCE, "The home cannot be opened.");
            });
    assertThat(caller.call("version").exit()).isZero();
  }

  @Test
  void secretsAreHiddenInResultsAndFaults() {
    Caller caller = new Caller(folder).masking(text -> text.replace("hunter2", "***"));
    assertThat(caller.call("validate", "hunter2.yaml").err())
        .contains("***.yaml")
        .doesNotContain("hunter2");
    assertThat(caller.call("serve", "--host", "hunter2").out()).contains("host=***");
  }
}
