package org.tomte.benchmarks.timers;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tomte.api.DurationText;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceSettings;
import org.tomte.benchmarks.Scratch;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.revision.DefinitionFile;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.DocumentName;
import org.tomte.engine.definition.revision.ImportOptions;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.engine.definition.revision.StoredDocument;

/** The product as it is, with an embedded PostgreSQL and daemons that never find anything. */
final class TomteNode {
  private static final Definitions.Who WHO = new Definitions.Who("benchmark", "");
  private static final int IMPORTED_AT_ONCE = 1_000;

  private TomteNode() {}

  /** The process: measures under the load that its arguments say. */
  public static void main(String[] arguments) {
    Load load = Load.of(arguments, 0);
    Measuring measuring = new Measuring();
    try (Scratch scratch = Scratch.open()) {
      prepare(scratch.path(), load);
      // A second start, as after an upgrade: nothing is compiled yet and nothing was planned here.
      try (Instance instance = open(scratch.path())) {
        firstLoad(instance, measuring);
        instance.startNode();
        measuring.measure(load);
        change(instance, measuring);
      }
    }
    measuring.print();
  }

  /** In a method of its own: a local variable that is not used any more would keep it in memory. */
  private static void prepare(Path home, Load load) {
    try (Instance first = open(home)) {
      fill(first, load);
    }
  }

  private static Instance open(Path home) {
    return Instance.open(new InstanceSettings(home, null, Map.of(), InstantSource.system()));
  }

  private static void fill(Instance instance, Load load) {
    for (int from = 0; from < load.daemons(); from += IMPORTED_AT_ONCE) {
      List<DefinitionFile> files = new ArrayList<>();
      for (int i = from; i < Math.min(from + IMPORTED_AT_ONCE, load.daemons()); i++) {
        files.add(DefinitionFile.of("daemon-" + i + ".yaml", text(i, load)));
      }
      Definitions definitions = instance.definitions();
      SaveOutcome outcome =
          definitions.apply(definitions.plan(files, new ImportOptions(false, true)), WHO);
      if (!(outcome instanceof SaveOutcome.Saved)) {
        throw new IllegalStateException("the daemons cannot be imported: " + outcome);
      }
    }
  }

  private static String text(int number, Load load) {
    return """
    daemon: watch-%d
    description: Looks whether a host in a list of denied ones was seen
    owner: soc
    source: {type: benchmark-idle}
    schedule: {every: %s}
    mappings:
      seen:
        title: {template: "{{ event.host }} was seen"}
        severity: {value: high}
    rules:
    - id: denied
      when: "event.host == 'host-%d' || event.host.startsWith('denied-')"
      then: [{do: add-to-triage, mapping: seen}]
    unmatched: discard
    """
        .formatted(number, DurationText.format(load.every()), number % 100);
  }

  private static void firstLoad(Instance instance, Measuring measuring) {
    long begun = System.nanoTime();
    long read = instance.definitionStore().documents().size();
    measuring.note("read-seconds", (System.nanoTime() - begun) / 1e9);
    begun = System.nanoTime();
    int compiled = instance.compiled().compiled().daemons().size();
    measuring.note("load-seconds", (System.nanoTime() - begun) / 1e9);
    if (compiled != read) {
      throw new IllegalStateException("%d of %d daemons compile".formatted(compiled, read));
    }
  }

  /** From a person's save until this node runs the daemon in its new form. */
  private static void change(Instance instance, Measuring measuring) {
    DocumentName name = new DocumentName(DefinitionKind.DAEMON, "watch-1");
    StoredDocument document = instance.definitionStore().find(name).orElseThrow();
    String text = document.text().replace("denied-", "unwanted-");
    long begun = System.nanoTime();
    SaveOutcome outcome = instance.definitions().save(text, document.revision(), name.name(), WHO);
    instance.node().fleet().reconcile();
    measuring.note("change-millis", (System.nanoTime() - begun) / 1e6);
    if (!(outcome instanceof SaveOutcome.Saved)) {
      throw new IllegalStateException("the daemon cannot be changed: " + outcome);
    }
  }
}
