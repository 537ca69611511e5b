package org.tomte.app.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import picocli.CommandLine.Option;

/** A span of time, by default up to now. */
final class SpanOptions {
  @Option(
      names = "--from",
      paramLabel = "WHEN",
      defaultValue = "24h",
      description = "An instant, or a span back from now (default: ${DEFAULT-VALUE}).")
  private String from = "24h";

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      converter = Instants.class,
      description = "Before this instant; now when absent.")
  private @Nullable Instant until;

  /** The first instant. */
  Instant from(Instant now) {
    Instant first = Instants.orSpanBack(from, now);
    if (!first.isBefore(until(now))) {
      throw new CommandFault(ExitCode.USAGE, "--from must be before --to.");
    }
    return first;
  }

  /** The first instant that is out; what happens in the present minute is in. */
  Instant until(Instant now) {
    return until == null ? now.plusSeconds(60) : until;
  }
}
