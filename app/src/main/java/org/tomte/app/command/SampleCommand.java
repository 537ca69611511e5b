package org.tomte.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Progress;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.sample.SampleHistories;
import org.tomte.casework.sample.SampleMade;
import org.tomte.casework.sample.SampleOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte sample}. */
@Command(
    name = "sample",
    description = {
      "Makes incidents with their whole histories as a team would have left them: triage, owners,"
          + " phases, notes, tasks, closing, some opened again. For trying things out and"
          + " measuring; addresses and names are those kept for documentation. All are labelled"
          + " SAMPLE-..., tagged sample and come from the template sample."
    },
    footer = {
      "",
      "Example: tomte sample --incidents 10000 --seed 7 --since 1y",
      "Exit: 0 done, 2 wrong options or the instance holds data of its own, 3 no instance."
    })
final class SampleCommand implements Callable<Integer>, InstanceCommand {
  private static final int MOST = 10_000_000;
  private static final int PAGE = 5_000;
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Pattern YEARS = Pattern.compile("(\\d{1,2})y");

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--incidents",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int incidents;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Chooses the histories; the same one makes the same (default: 1).")
  private long seed;

  @Option(
      names = "--since",
      paramLabel = "SPAN|INSTANT",
      defaultValue = "2y",
      description = "When the first can begin (default: ${DEFAULT-VALUE}).")
  private String since = "2y";

  @Option(names = "--team", paramLabel = "NAME", description = "The team that they belong to.")
  private @Nullable String team;

  @Option(
      names = "--beside",
      description = "Also where there are daemons or incidents that are no samples.")
  private boolean beside;

  SampleCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (incidents < 1 || incidents > MOST) {
      throw new CommandFault(ExitCode.USAGE, "--incidents is from 1 to %,d.".formatted(MOST));
    }
    OpenInstance instance = context.door().open();
    Instant now = instance.now();
    Instant first = first(now);
    if (!first.isBefore(now)) {
      throw new CommandFault(ExitCode.USAGE, "--since lies in the past, not at " + first + ".");
    }
    if (!beside) {
      refuseRealData(instance);
    }
    long began = System.nanoTime();
    SampleMade made;
    try (Progress progress = context.console().progress()) {
      made =
          instance
              .samples()
              .make(
                  new SampleOrder(incidents, seed, first, now, team),
                  soFar ->
                      progress.say(
                          "%,d of %,d incidents, %,.0f a second"
                              .formatted(
                                  soFar.incidents(),
                                  incidents,
                                  soFar.incidents() / seconds(began))));
    }
    tell(made, seconds(began));
    return ExitCode.DONE;
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private Instant first(Instant now) {
    Matcher years = YEARS.matcher(since);
    return years.matches()
        ? now.minus(YEAR.multipliedBy(Long.parseLong(years.group(1))))
        : Instants.orSpanBack(since, now);
  }

  private static void refuseRealData(OpenInstance instance) {
    String found = null;
    if (!instance.definitionStore().daemons().isEmpty()) {
      found = "it has daemons";
    }
    long after = 0;
    List<Incident> page;
    do {
      page = instance.casework().incidents(IncidentFilter.ALL, after, PAGE);
      for (Incident incident : page) {
        after = incident.number();
        if (!SampleHistories.TEMPLATE.equals(incident.fields().text("template"))) {
          found = "incident %s is no sample".formatted(incident.label());
        }
      }
    } while (found == null && page.size() == PAGE);
    if (found != null) {
      throw new CommandFault(
          ExitCode.USAGE,
          "This instance holds data of its own: %s. Use another home (TOMTE_HOME), or --beside to put samples next to them."
              .formatted(found));
    }
  }

  private void tell(SampleMade made, double seconds) {
    if (json.wanted()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("incidents", made.incidents());
      facts.put("triage-events", made.triageEvents());
      facts.put("tasks", made.tasks());
      facts.put("notes", made.notes());
      facts.put("changes", made.changes());
      facts.put("entity-links", made.links());
      facts.put("seconds", Math.round(seconds * 10) / 10.0);
      facts.put("incidents-per-second", Math.round(made.incidents() / seconds));
      context.console().json(facts);
      return;
    }
    context
        .console()
        .line(
            "%,d incidents, %,d triage events, %,d tasks, %,d notes, %,d changes, %,d links to entities"
                .formatted(
                    made.incidents(),
                    made.triageEvents(),
                    made.tasks(),
                    made.notes(),
                    made.changes(),
                    made.links()));
    context
        .console()
        .line("%,.1f s, %,.0f incidents a second".formatted(seconds, made.incidents() / seconds));
  }
}
