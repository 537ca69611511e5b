package org.tomte.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.Printable;
import org.tomte.engine.access.Operation;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.definition.yaml.Suggestion;
import org.tomte.engine.secret.SecretFault;
import org.tomte.store.backup.BackupFault;
import org.tomte.store.postgres.DatabaseFault;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs one command line: reads the arguments, has the command run where it belongs, and tells
 * faults.
 */
public final class Program {
  private static final Logger log = LoggerFactory.getLogger(Program.class);

  private final CommandContext context;
  private final Handover handover;

  /** Hands commands that need the instance over to the process that holds it. */
  @FunctionalInterface
  public interface Handover {

    /** Every command runs in this process. */
    Handover NONE = (_, _, _) -> null;

    /**
     * Has the command run elsewhere.
     *
     * @return its exit code; null when no other process holds the instance
     */
    @Nullable Integer call(List<String> arguments, @Nullable String input, Console console)
        throws InterruptedException;
  }

  /** A program at a place. */
  public Program(CommandContext context, Handover handover) {
    this.context = context;
    this.handover = handover;
  }

  /** Runs one command line and returns the exit code. Never throws, never shows a stack trace. */
  public int run(List<String> arguments) {
    Console console = context.console();
    CommandLine line = CommandTree.of(context);
    line.setOut(console.out());
    line.setErr(console.err());
    line.setUsageHelpWidth(Math.min(console.screen().width(), 120));
    line.setParameterExceptionHandler((fault, _) -> wrongCall(fault));
    line.setExecutionExceptionHandler((fault, at, _) -> failed(fault, at));
    line.setExecutionStrategy(parsed -> execute(parsed, arguments));
    int exit = line.execute(arguments.toArray(String[]::new));
    console.out().flush();
    console.err().flush();
    return exit;
  }

  private int execute(ParseResult parsed, List<String> arguments) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    CommandLine leaf = leaf(parsed);
    Object command = leaf.getCommand();
    try {
      String input = input(command);
      if (command instanceof InstanceCommand instance && instance.needsInstance()) {
        Integer exit = handover.call(arguments, input, context.console());
        if (exit != null) {
          return exit;
        }
      }
      return inTheNameOf(parsed, leaf);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    } catch (RuntimeException fault) {
      return failed(fault, leaf);
    }
  }

  /** Runs a command as whoever calls it, or as the user whom the operator names. */
  private int inTheNameOf(ParseResult parsed, CommandLine leaf) {
    String user =
        parsed.commandSpec().userObject() instanceof TomteCommand root ? root.user() : null;
    boolean needsInstance =
        leaf.getCommand() instanceof InstanceCommand instance && instance.needsInstance();
    String path = leaf.getCommandSpec().qualifiedName().replaceFirst("^tomte ?", "");
    if (!needsInstance) {
      if (user != null && CommandOperations.find(path) == Operation.WHOLE) {
        throw new CommandFault(
            ExitCode.USAGE, "--as (or TOMTE_USER) is not for tomte %s.".formatted(path));
      }
      return new CommandLine.RunLast().execute(parsed);
    }
    return new ActingCall(context, path, last(parsed), user)
        .run(() -> new CommandLine.RunLast().execute(parsed));
  }

  private @Nullable String input(Object command) {
    InputCommand.Prompt prompt = command instanceof InputCommand asks ? asks.prompt() : null;
    if (prompt == null) {
      return null;
    }
    String text = context.typed().ask(prompt);
    context.input().set(text);
    return text;
  }

  private static CommandLine leaf(ParseResult parsed) {
    return last(parsed).commandSpec().commandLine();
  }

  private static ParseResult last(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last;
  }

  private static int wrongCall(ParameterException fault) {
    CommandLine line = fault.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("tomte: " + Printable.line(String.valueOf(fault.getMessage())));
    if (fault instanceof UnmatchedArgumentException unmatched) {
      String near = nearest(unmatched);
      if (near != null) {
        err.println("Did you mean " + near + "?");
      }
    }
    err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static @Nullable String nearest(UnmatchedArgumentException unmatched) {
    CommandLine line = unmatched.getCommandLine();
    List<String> known = new ArrayList<>(line.getSubcommands().keySet());
    line.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    for (String word : unmatched.getUnmatched()) {
      String near = Suggestion.nearest(word, known);
      if (near != null) {
        return near;
      }
    }
    return null;
  }

  private static int failed(Exception fault, CommandLine at) {
    Throwable cause = fault instanceof CommandLine.ExecutionException ? fault.getCause() : fault;
    PrintWriter err = at.getErr();
    return switch (cause) {
      case ParameterException wrong -> wrongCall(wrong);
      case CommandFault told -> tell(err, told.words(), told.exitCode());
      case DatabaseFault database -> tell(err, words(database), ExitCode.NO_INSTANCE);
      case BackupFault backup -> tell(err, backup.words(), ExitCode.DIFFERS);
      case SecretFault secret -> tell(err, secret.getMessage() + ".", ExitCode.USAGE);
      case StoreFault store -> tell(err, store.words(), ExitCode.DIFFERS);
      case InterruptedException _ -> tell(err, "Interrupted.", ExitCode.INTERRUPTED);
      case null -> tell(err, "A fault of Tomte itself.", ExitCode.DIFFERS);
      default -> {
        log.debug("A command broke", cause);
        yield tell(err, "A fault of Tomte itself: " + cause, ExitCode.DIFFERS);
      }
    };
  }

  private static int tell(PrintWriter err, String words, int exit) {
    err.println("tomte: " + Printable.lines(words));
    return exit;
  }

  private static String words(DatabaseFault fault) {
    return String.valueOf(fault.getMessage());
  }
}
