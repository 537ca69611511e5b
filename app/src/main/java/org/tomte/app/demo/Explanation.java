package org.tomte.app.demo;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.tomte.app.instance.Instance;
import org.tomte.casework.change.Cause;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.observable.Defang;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageFilter;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;

/** Tells a person what daemons did and why. Each object is told once. */
final class Explanation {
  private static final int PAGE = 500;

  private final Instance instance;
  private final PrintWriter out;
  private final Instant since;
  private final Set<String> told = new HashSet<>();

  Explanation(Instance instance, PrintWriter out, Instant since) {
    this.instance = instance;
    this.out = out;
    this.since = since;
  }

  /** What became of the events between two states of the counters. */
  void funnel(String daemon, Counters before, Counters after) {
    ToLongFunction<Stage> since = stage -> after.of(stage) - before.of(stage);
    out.printf(
        "%-22s read %,d -> new %,d -> created %,d, merged %,d, discarded %,d, quarantined %,d;"
            + " %,d not judged by a rule%n",
        daemon,
        since.applyAsLong(Stage.READ),
        since.applyAsLong(Stage.NEW),
        since.applyAsLong(Stage.CREATED),
        since.applyAsLong(Stage.MERGED),
        since.applyAsLong(Stage.DISCARDED),
        since.applyAsLong(Stage.QUARANTINED),
        since.applyAsLong(Stage.NOT_JUDGED));
  }

  void objects(Map<Integer, String> daemons) {
    incidents(daemons);
    triageEvents(daemons);
    tasks(daemons);
    indicators(daemons);
  }

  private void incidents(Map<Integer, String> daemons) {
    long after = 0;
    List<Incident> page;
    do {
      page = instance.casework().incidents(IncidentFilter.ALL, after, PAGE);
      for (Incident incident : page) {
        after = incident.number();
        if (!incident.lifecycle().opened().isBefore(since)) {
          tell("incident " + incident.label(), incident.title(), incident.createdBy(), daemons);
        }
      }
    } while (page.size() == PAGE);
  }

  private void triageEvents(Map<Integer, String> daemons) {
    long after = 0;
    List<TriageEvent> page;
    do {
      page = instance.casework().triageEvents(TriageFilter.ALL, after, PAGE);
      for (TriageEvent event : page) {
        after = event.id();
        if (!event.created().isBefore(since)) {
          tell("triage event " + event.id(), event.title(), event.createdBy(), daemons);
        }
      }
    } while (page.size() == PAGE);
  }

  private void tasks(Map<Integer, String> daemons) {
    long after = 0;
    List<Task> page;
    do {
      page = instance.casework().tasks(TaskFilter.ALL, after, PAGE);
      for (Task task : page) {
        after = task.number();
        if (!task.times().created().isBefore(since)) {
          tell("task " + task.number(), task.title(), task.createdBy(), daemons);
        }
      }
    } while (page.size() == PAGE);
  }

  private void indicators(Map<Integer, String> daemons) {
    long after = 0;
    List<Indicator> page;
    do {
      page = instance.casework().indicators(IndicatorFilter.ALL, after, PAGE);
      for (Indicator indicator : page) {
        after = indicator.id();
        if (!indicator.times().created().isBefore(since)) {
          String name = Defang.defang(indicator.name().toString());
          tell("indicator " + indicator.id(), name, indicator.createdBy(), daemons);
        }
      }
    } while (page.size() == PAGE);
  }

  private void tell(String object, String title, Cause cause, Map<Integer, String> daemons) {
    if (!told.add(object)) {
      return;
    }
    String why =
        cause instanceof Cause.Daemon daemon
            ? "rule %s of %s matched"
                .formatted(daemon.rule(), daemons.getOrDefault(daemon.daemon(), "a daemon"))
            : cause.words();
    out.printf("  %-24s %s%n  %24s because %s%n", object, title, "", why);
  }
}
