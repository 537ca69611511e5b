package org.tomte.app.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tomte.app.instance.Instance;
import org.tomte.casework.CreatedCount;
import org.tomte.casework.change.ObjectKind;
import org.tomte.engine.DaemonId;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.definition.revision.DefinitionFile;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.ImportOptions;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.Fleet;
import org.tomte.engine.run.RunResult;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs daemons of our own making over sample files and the demo's own mailbox, firewall and
 * database, in an instance that is a node already, and prints what became of everything.
 */
public final class Demo implements AutoCloseable {
  /** In this order: the last one looks at what the others made. */
  private static final List<String> DAEMONS =
      List.of(
          "reported-mails",
          "gateway-logins",
          "siem-export",
          "vulnerabilities",
          "firewall",
          "helpdesk-tickets",
          "unattended-incidents");

  /** Listens, so it is not started but sent to. */
  private static final String LISTENER = "firewall";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Instance instance;
  private final PrintWriter out;
  private final DemoFiles files;
  private final DemoPeers peers;
  private final Instant begun;
  private final Explanation explanation;

  /** What was counted in the first minute before this demonstration began. */
  private final Map<String, Counters> before = new LinkedHashMap<>();

  /**
   * A demonstration that begins now.
   *
   * @param out where a person reads; nothing is written there with JSON
   */
  public Demo(Instance instance, PrintWriter out) {
    this.instance = instance;
    this.out = out;
    this.files = new DemoFiles(instance.home().root());
    files.unpack();
    this.peers = DemoPeers.start(instance, files);
    this.begun = instance.clock().instant();
    this.explanation = new Explanation(instance, out, begun);
  }

  /** Saves the daemons where they are missing or the servers that they talk to have moved. */
  public void prepare() {
    Definitions definitions = instance.definitions();
    List<DefinitionFile> folder =
        List.of(DefinitionFile.of("demo/daemons.yaml", files.definitions(peers.ports())));
    SaveOutcome outcome =
        definitions.apply(
            definitions.plan(folder, new ImportOptions(false, true)),
            new Definitions.Who("demo", "tomte demo"));
    switch (outcome) {
      case SaveOutcome.Saved _ -> {}
      case SaveOutcome.Invalid invalid ->
          throw new IllegalStateException(
              "the daemons of the demo cannot be saved: " + invalid.validation().faults());
      case SaveOutcome.Refused refused ->
          throw new IllegalStateException(
              "the daemons of the demo cannot be saved: " + refused.reason());
    }
    DAEMONS.forEach(name -> before.put(name, counters(head(name).id())));
    peers.enable();
    instance.node().fleet().reconcile();
    instance.node().listeners().reconcile();
  }

  /**
   * Runs every daemon once and waits for it.
   *
   * @return whether every run was good
   */
  public boolean runAll() throws InterruptedException {
    boolean good = true;
    for (String name : DAEMONS) {
      good &= name.equals(LISTENER) ? sent(name) : runsWell(name);
    }
    instance.journal().flushAll();
    return good;
  }

  private boolean runsWell(String name) throws InterruptedException {
    return runOnce(name).outcome() == RunResult.Outcome.DONE;
  }

  /** Sends what was not sent yet and waits until the listener has committed it. */
  private boolean sent(String name) throws InterruptedException {
    DaemonId id = head(name).id();
    Instant giveUp = instance.clock().instant().plus(PATIENCE);
    long taken = counters(id).of(Stage.READ);
    taken += peers.send();
    while (counters(id).of(Stage.READ) < taken) {
      if (instance.clock().instant().isAfter(giveUp)) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(50);
      instance.node().listeners().settle();
    }
    return true;
  }

  private RunResult runOnce(String name) throws InterruptedException {
    DaemonId id = head(name).id();
    Fleet fleet = instance.node().fleet();
    Instant giveUp = instance.clock().instant().plus(PATIENCE);
    while (instance.clock().instant().isBefore(giveUp)) {
      Optional<CompletableFuture<RunResult>> run = fleet.start(id, null, true);
      if (run.isPresent()) {
        RunResult result = await(run.get());
        if (!result.more()) {
          return result;
        }
      }
      // Its schedule was faster: that run is as good, but its end is not ours to see.
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IllegalStateException("daemon " + name + " did not run within " + PATIENCE);
  }

  private static RunResult await(CompletableFuture<RunResult> run) throws InterruptedException {
    try {
      return run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new IllegalStateException("a run of the demo did not end", failed);
    }
  }

  private DaemonHead head(String name) {
    return instance
        .definitionStore()
        .daemon(name)
        .orElseThrow(() -> new IllegalStateException("the daemon " + name + " is not there"));
  }

  /** Prints a funnel for each daemon, and each object that was made with the reason. */
  public void explain() {
    for (String name : DAEMONS) {
      explanation.funnel(name, before.getOrDefault(name, Counters.ZERO), counters(head(name).id()));
    }
    explanation.objects(names());
    out.flush();
  }

  /** What was made since the demonstration began: by daemon and kind. */
  public String json() {
    Map<String, Map<String, Long>> created = new LinkedHashMap<>();
    for (String name : DAEMONS) {
      Map<String, Long> kinds = new LinkedHashMap<>();
      for (ObjectKind kind : ObjectKind.values()) {
        kinds.put(kind.word(), 0L);
      }
      created.put(name, kinds);
    }
    Map<Integer, String> names = names();
    for (CreatedCount count : instance.casework().createdSince(begun)) {
      Map<String, Long> kinds = created.get(names.getOrDefault(count.daemon(), ""));
      if (kinds != null) {
        kinds.put(count.kind().word(), count.count());
      }
    }
    return JsonMapper.builder().build().writeValueAsString(Map.of("created", created));
  }

  private Map<Integer, String> names() {
    Map<Integer, String> names = new LinkedHashMap<>();
    instance.definitionStore().daemons().forEach(head -> names.put(head.id().value(), head.name()));
    return names;
  }

  private Counters counters(DaemonId daemon) {
    List<Rollups.Bucket> span =
        instance
            .rollups()
            .funnel(
                daemon,
                begun.truncatedTo(ChronoUnit.MINUTES),
                instance.clock().instant().plusSeconds(60),
                Duration.ZERO);
    return span.isEmpty() ? Counters.ZERO : span.getFirst().counters();
  }

  /** Lets things happen one by one and prints what is made of them, until it is interrupted. */
  public void stayUp() throws InterruptedException {
    List<Runnable> later = new ArrayList<>(peers.later());
    files.laterLines().forEach(line -> later.add(() -> files.append(line)));
    for (Runnable each : later) {
      each.run();
      TimeUnit.MILLISECONDS.sleep(500);
      explanation.objects(names());
      out.flush();
    }
    while (true) {
      TimeUnit.SECONDS.sleep(5);
      explanation.objects(names());
      out.flush();
    }
  }

  /** Ends the demo's own servers and switches the daemons off that talk to them. */
  @Override
  public void close() {
    peers.close();
  }
}
