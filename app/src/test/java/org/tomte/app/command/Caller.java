package org.tomte.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomte.app.Assembly;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls commands as a person would, without a process. */
public final class Caller {
  /** When calls happen. */
  public static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final Path folder;
  private final InstanceDoor door;
  private @Nullable String input;
  private UnaryOperator<String> mask = UnaryOperator.identity();

  /** A caller without an instance. */
  public Caller(Path folder) {
    this(
        folder,
        () -> {
          throw new CommandFault(ExitCode.NO_INSTANCE, "There is no instance in this test.");
        });
  }

  /** A caller with an instance. */
  public Caller(Path folder, InstanceDoor door) {
    this.folder = folder;
    this.door = door;
  }

  /** What a call gave. */
  public record Answer(int exit, String out, String err) {

    /** The output as JSON. */
    public JsonNode json() {
      return JsonMapper.builder().build().readTree(out);
    }
  }

  /** What is typed when a command asks. */
  public Caller typing(String text) {
    input = text;
    return this;
  }

  /** How secrets are hidden. */
  public Caller masking(UnaryOperator<String> how) {
    mask = how;
    return this;
  }

  /** Calls a command. */
  public Answer call(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(out), new PrintWriter(err), folder, new Console.Screen(120, false));
    CommandContext context =
        new CommandContext(
            console,
            Typed.given(input),
            new CommandContext.Surroundings(
                InstantSource.fixed(NOW), Assembly::installed, door, new RecordedServices(), mask));
    int exit = new Program(context, Program.Handover.NONE).run(List.of(arguments));
    return new Answer(exit, out.toString(), err.toString());
  }

  /** Prints what it was asked for. */
  private static final class RecordedServices implements Services {
    @Override
    public int serve(Serving serving, Console console) {
      console.line(serving.toString());
      return ExitCode.DONE;
    }

    @Override
    public int demo(Demonstration demonstration, Console console) {
      console.line(demonstration.toString());
      return ExitCode.DONE;
    }
  }
}
