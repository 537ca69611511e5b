package org.tomte.app.instance;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.Commanders;
import org.tomte.casework.audit.AuditLog;
import org.tomte.casework.audit.AuditReader;
import org.tomte.casework.change.ChangeSignals;
import org.tomte.casework.sample.SampleHistories;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.transfer.ObjectSource;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.alarm.AlarmStore;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.DataLayerTransactions;
import org.tomte.engine.commit.Epochs;
import org.tomte.engine.commit.KeptReplay;
import org.tomte.engine.commit.PendingAcknowledgements;
import org.tomte.engine.commit.PeoplesCommands;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.QuarantineReplay;
import org.tomte.engine.commit.RunCommit;
import org.tomte.engine.connection.ConnectionTrials;
import org.tomte.engine.connection.CurrentPauses;
import org.tomte.engine.connection.ExpiryWatch;
import org.tomte.engine.connection.PauseStore;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.heartbeat.Heartbeats;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.KeepJob;
import org.tomte.engine.keep.KeptEvents;
import org.tomte.engine.listen.ListenerFleet;
import org.tomte.engine.listen.ListenerNode;
import org.tomte.engine.listen.StoredListeners;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.quarantine.QuarantineStore;
import org.tomte.engine.run.CommitGate;
import org.tomte.engine.run.CurrentDefinitions;
import org.tomte.engine.run.CurrentRollups;
import org.tomte.engine.run.DaemonCommanders;
import org.tomte.engine.run.DaemonFactory;
import org.tomte.engine.run.Fleet;
import org.tomte.engine.run.MemberStatus;
import org.tomte.engine.run.RunServices;
import org.tomte.engine.run.StoredDaemons;
import org.tomte.engine.run.StoredJournal;
import org.tomte.engine.secret.Masker;
import org.tomte.engine.secret.SecretVault;
import org.tomte.engine.shard.NodeStore;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.FormerNode;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.web.hook.HookRoutes;

/**
 * An open instance: its home, its database and everything that works on them. It reads like a table
 * of contents; what each part does is in the part.
 */
public final class Instance implements OpenInstance, AutoCloseable {
  private final InstanceFoundation foundation;
  private final StoreParts stores;
  private final Definitions definitions;
  private final CurrentDefinitions current;
  private final Commanders commanders;
  private final AlarmBook alarms;
  private final ChangeSignals signals;
  private final CommitGate gate;
  private final DaemonFactory factory;
  private final RunServices runs;
  private final StoredJournal journal;
  private final HookRoutes hooks = new HookRoutes();
  private final CurrentPauses pauses;
  private final Heartbeats heartbeats;
  private final ConnectionTrials trials;
  private final NodeRuntime node;
  private final String nodeName;
  private volatile boolean isNode;

  private Instance(InstanceFoundation foundation) {
    this.foundation = foundation;
    this.stores = new StoreParts(foundation, this::settings, this::commanders);
    String stable = NodeNames.label(foundation.settings().environment());
    this.nodeName = NodeNames.unique(stable);
    InstantSource clock = foundation.clock();
    Masker masker = foundation.masker();
    this.signals = new ChangeSignals(stores.changes());
    Installed installed = Connectors.of(stores, signals, this::settings);
    this.definitions =
        new Definitions(stores.definitions(), new DefinitionValidator(installed), clock);
    this.current = new CurrentDefinitions(stores.definitions(), definitions);
    this.commanders = new DaemonCommanders(current, stores.definitions());
    this.alarms = new AlarmBook(stores.alarms(), clock, masker);
    this.heartbeats = heartbeats(clock);
    this.gate = new CommitGate(waking(heartbeats.watching(stores.commit())), 2);
    this.factory =
        new DaemonFactory(
            () -> settings().fields(),
            text -> foundation.vault(stores).resolve(text).reveal(),
            clock,
            foundation.home().root(),
            OutboxRuntime.seal(foundation));
    this.runs =
        new RunServices(
            gate,
            stores.pointers(),
            stores.acknowledgements(),
            stores.rollups(),
            alarms,
            new RunServices.Place(clock, nodeName));
    this.pauses = new CurrentPauses(stores.pauses(), clock);
    this.trials = trials(installed, masker, clock);
    this.journal =
        new StoredJournal(
            stores.rollups(), stores.runLog(), clock, nodeName, heartbeats::committed);
    StoredDaemons members =
        new StoredDaemons(
            stores.definitions(), current, factory, stores.epochs(), stores.nodes(), runs);
    this.node =
        new NodeRuntime(
            nodeName,
            new NodeRuntime.Parts(
                members,
                stores.nodes(),
                alarms,
                journal,
                stores.keepJob(),
                () -> DaemonBudgets.of(stores.definitions(), current.get().compiled()),
                OutboxRuntime.of(
                    foundation, stores, alarms, () -> current.get().compiled(), installed, pauses),
                listeners(new ListenerNode(stable, nodeName, hooks, clock, pauses)),
                pauses,
                new ExpiryWatch(
                    () -> current.get().compiled(), trials::expiries, pauses, alarms, clock),
                heartbeats),
            clock);
  }

  /**
   * Opens an instance: takes its lock, starts or reaches its database, brings the schema up to
   * date.
   *
   * @throws org.tomte.store.postgres.DatabaseFault when it cannot be opened
   */
  public static Instance open(InstanceSettings settings) {
    InstanceFoundation foundation = InstanceFoundation.open(settings);
    try {
      return new Instance(foundation);
    } catch (RuntimeException failed) {
      foundation.close();
      throw failed;
    }
  }

  private Commanders commanders() {
    return commanders;
  }

  private ConnectionTrials trials(Installed installed, Masker masker, InstantSource clock) {
    return new ConnectionTrials(
        () -> current.get().compiled(),
        installed,
        text -> foundation.vault(stores).resolve(text).reveal(),
        masker,
        new ConnectionTrials.Place(
            clock, foundation.home().root(), () -> isNode ? hooks : null, this::listensHere),
        System::nanoTime);
  }

  private Heartbeats heartbeats(InstantSource clock) {
    HeartbeatRuntime runtime =
        new HeartbeatRuntime(
            stores.definitions(),
            () -> current.get().compiled().daemons(),
            foundation.settings().environment(),
            nodeName);
    UnaryOperator<String> secrets = text -> foundation.vault(stores).resolve(text).reveal();
    return new Heartbeats(
        runtime::targets,
        heartbeat -> HeartbeatRuntime.call(heartbeat, secrets, clock),
        alarms,
        clock,
        call -> Thread.ofVirtual().name("heartbeat").start(call));
  }

  private boolean listensHere(String daemon) {
    return stores
        .definitions()
        .daemon(daemon)
        .flatMap(head -> status(head.id()))
        .filter(status -> status.state() == MemberStatus.State.LISTENING)
        .isPresent();
  }

  private ListenerFleet listeners(ListenerNode here) {
    StoredListeners source =
        new StoredListeners(
            stores.definitions(), current, factory, stores.epochs(), stores.nodes(), here);
    return new ListenerFleet(source, runs, stores.runLog());
  }

  /** Begins to run daemons: this process is a node from now on. */
  public void startNode() {
    isNode = true;
    new FormerNode(home()).replace(nodeName, stores.nodes()::leave);
    node.start();
  }

  @Override
  public @Nullable Fleet fleet() {
    return isNode ? node.fleet() : null;
  }

  @Override
  public Validation compiled() {
    return current.get();
  }

  @Override
  public QuarantineReplay quarantineReplay() {
    return stores.quarantineReplay();
  }

  @Override
  public KeptReplay keptReplay() {
    return stores.keptReplay();
  }

  @Override
  public BlobStore blobs() {
    return stores.blobs();
  }

  @Override
  public DataLayerTransactions transactions() {
    return stores.transactions();
  }

  @Override
  public ObjectSource objects() {
    return stores.objects();
  }

  @Override
  public SampleHistories samples() {
    return stores.samples();
  }

  @Override
  public Backups backups() {
    return new Backups(foundation, stores);
  }

  @Override
  public List<Check> checks() {
    return new InstanceChecks(this).all();
  }

  @Override
  public Optional<MemberStatus> status(DaemonId daemon) {
    if (!isNode) {
      return Optional.empty();
    }
    return node.listeners().status(daemon).or(() -> node.fleet().status(daemon));
  }

  @Override
  public ConnectionTrials trials() {
    return trials;
  }

  @Override
  public PauseStore pauseStore() {
    return stores.pauses();
  }

  @Override
  public CurrentPauses pauses() {
    return pauses;
  }

  /** The paths that listening daemons serve. */
  HookRoutes hooks() {
    return hooks;
  }

  /** What makes this process a node. */
  public NodeRuntime node() {
    return node;
  }

  /** This process's name among the nodes. */
  @Override
  public String nodeName() {
    return nodeName;
  }

  /** The clock of everything here. */
  @Override
  public InstantSource clock() {
    return foundation.clock();
  }

  /** Where everything of the instance lives. */
  public InstanceHome home() {
    return foundation.home();
  }

  /** The database. */
  public Database database() {
    return foundation.database();
  }

  /** Access to the database for what has no port of its own, such as the doctor. */
  public Jdbi jdbi() {
    return foundation.jdbi();
  }

  /** Hides secrets in texts. */
  public Masker masker() {
    return foundation.masker();
  }

  /** Stored secrets. */
  @Override
  public SecretVault secrets() {
    return foundation.vault(stores);
  }

  /** Definitions: saving, renaming, importing, comparing. */
  @Override
  public Definitions definitions() {
    return definitions;
  }

  /** The stored documents and switches. */
  @Override
  public DefinitionStore definitionStore() {
    return stores.definitions();
  }

  /** What the team set for the data layer. */
  @Override
  public CaseSettings settings() {
    return current.settings();
  }

  /** The definitions as they are now, compiled. */
  public CurrentDefinitions current() {
    return current;
  }

  /** Makes what runs out of compiled definitions. */
  @Override
  public DaemonFactory factory() {
    return factory;
  }

  /** What every run shares. */
  @Override
  public RunServices runServices() {
    return runs;
  }

  /** The commit path. */
  public RunCommit commit() {
    return stores.commit();
  }

  /** Who may commit. */
  @Override
  public Epochs epochs() {
    return stores.epochs();
  }

  /** Where streams go on. */
  @Override
  public Pointers pointers() {
    return stores.pointers();
  }

  /** What sources still have to be told. */
  public PendingAcknowledgements acknowledgements() {
    return stores.acknowledgements();
  }

  /** What daemons counted. */
  @Override
  public Rollups rollups() {
    return new CurrentRollups(stores.rollups(), journal);
  }

  /** Runs. */
  @Override
  public RunLog runLog() {
    return stores.runLog();
  }

  /** Events with their decisions. */
  @Override
  public KeptEvents keptEvents() {
    return stores.keptEvents();
  }

  /** Retention. */
  public KeepJob keepJob() {
    return stores.keepJob();
  }

  /** What is sent outside. */
  @Override
  public OutboxStore outbox() {
    return stores.outbox();
  }

  /** Events that failed. */
  @Override
  public QuarantineStore quarantine() {
    return stores.quarantine();
  }

  /** Incidents, triage events and what belongs to them. */
  @Override
  public CaseworkReader casework() {
    return Acting.reading(stores.casework());
  }

  /** What people did. */
  @Override
  public AuditReader audit() {
    AuditReader all = stores.audit();
    return Acting.current().map(acting -> all.as(acting.access())).orElse(all);
  }

  /** Where is written what no other history tells. */
  @Override
  public AuditLog auditLog() {
    return stores.audit();
  }

  /** What people do to incidents, triage events and what belongs to them. */
  @Override
  public PeoplesCommands commands() {
    return stores.peoplesCommands();
  }

  /** What runs left behind since the process began. */
  public StoredJournal journal() {
    return journal;
  }

  /** Alarms. */
  @Override
  public AlarmStore alarms() {
    return stores.alarms();
  }

  /** Nodes and leases. */
  public NodeStore nodes() {
    return stores.nodes();
  }

  /** The stores by themselves. */
  StoreParts stores() {
    return stores;
  }

  InstanceFoundation foundation() {
    return foundation;
  }

  /** Stops what runs, writes what is left to write, stops the database, gives the lock back. */
  @Override
  public void close() {
    node.close();
    gate.close();
    signals.close();
    foundation.close();
  }

  /** Whoever listens to changes hears of what was committed here at once. */
  private RunCommit waking(RunCommit commit) {
    return batches -> {
      List<BatchOutcome> outcomes = commit.commit(batches);
      signals.wake();
      return outcomes;
    };
  }
}
