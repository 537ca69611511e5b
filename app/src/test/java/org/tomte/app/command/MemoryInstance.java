package org.tomte.app.command;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.app.Assembly;
import org.tomte.app.instance.Acting;
import org.tomte.app.instance.Backups;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.Commanders;
import org.tomte.casework.audit.AuditLog;
import org.tomte.casework.audit.AuditReader;
import org.tomte.casework.sample.SampleHistories;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.transfer.ObjectSource;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.alarm.AlarmStore;
import org.tomte.engine.commit.DataLayerTransactions;
import org.tomte.engine.commit.Epochs;
import org.tomte.engine.commit.KeptReplay;
import org.tomte.engine.commit.PeoplesCommands;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.QuarantineReplay;
import org.tomte.engine.connection.ConnectionTrials;
import org.tomte.engine.connection.CurrentPauses;
import org.tomte.engine.connection.PauseStore;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.InMemoryDefinitions;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.KeptEvents;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.quarantine.QuarantineStore;
import org.tomte.engine.run.CommitGate;
import org.tomte.engine.run.DaemonFactory;
import org.tomte.engine.run.Fleet;
import org.tomte.engine.run.RunServices;
import org.tomte.engine.secret.Masker;
import org.tomte.engine.secret.SealedSecret;
import org.tomte.engine.secret.SecretStore;
import org.tomte.engine.secret.SecretVault;
import org.tomte.engine.secret.VaultKeys;
import org.tomte.engine.simulation.InMemoryCommit;
import org.tomte.engine.simulation.MemoryAlarms;

/** An instance without a database, over the same commit code. */
final class MemoryInstance implements OpenInstance, AutoCloseable {
  private final Path home;
  private final TestClock clock = new TestClock(Caller.NOW);
  private final CaseworkContext casework = new CaseworkContext(clock, this::settings);
  private final InMemoryCommit store = new InMemoryCommit(casework);
  private final MemoryAlarms alarms = new MemoryAlarms();
  private final InMemoryDefinitions documents = new InMemoryDefinitions();
  private final Definitions definitions =
      new Definitions(documents, new DefinitionValidator(Assembly.installed()), clock);
  private final CommitGate gate = new CommitGate(store, 1);
  private final CurrentPauses pauses = new CurrentPauses(store.pauses(), clock);
  private final Masker masker = new Masker();
  private final SecretVault secrets;
  private final List<Check> checks = new ArrayList<>();

  MemoryInstance(Path home) {
    this.home = home;
    this.secrets =
        new SecretVault(
            new Secrets(), VaultKeys.open(Map.of(), home.resolve("secret.key")), masker, clock);
  }

  /** A clock that stands until it is moved. */
  static final class TestClock implements InstantSource {
    private Instant now;

    TestClock(Instant now) {
      this.now = now;
    }

    @Override
    public Instant instant() {
      return now;
    }

    void goTo(Instant instant) {
      now = instant;
    }
  }

  TestClock testClock() {
    return clock;
  }

  List<Check> checkList() {
    return checks;
  }

  @Override
  public CaseSettings settings() {
    return definitions().load().compiled().settings();
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Definitions definitions() {
    return definitions;
  }

  @Override
  public DefinitionStore definitionStore() {
    return documents;
  }

  @Override
  public Validation compiled() {
    return definitions.load();
  }

  @Override
  public DaemonFactory factory() {
    return new DaemonFactory(
        () -> settings().fields(), text -> secrets.resolve(text).reveal(), clock, home);
  }

  @Override
  public RunServices runServices() {
    return new RunServices(
        gate,
        store.pointers(),
        store.acknowledgements(),
        store.rollups(),
        new AlarmBook(alarms, clock, text -> text),
        new RunServices.Place(clock, nodeName()));
  }

  @Override
  public Epochs epochs() {
    return store.epochs();
  }

  @Override
  public Pointers pointers() {
    return store.pointers();
  }

  @Override
  public Rollups rollups() {
    return store.rollups();
  }

  @Override
  public RunLog runLog() {
    return store.runs();
  }

  @Override
  public KeptEvents keptEvents() {
    return store.kept();
  }

  @Override
  public OutboxStore outbox() {
    return store.outbox();
  }

  @Override
  public ConnectionTrials trials() {
    return new ConnectionTrials(
        () -> definitions.load().compiled(),
        Assembly.installed(),
        text -> secrets.resolve(text).reveal(),
        masker,
        new ConnectionTrials.Place(clock, home, () -> null, _ -> false),
        System::nanoTime);
  }

  @Override
  public PauseStore pauseStore() {
    return store.pauses();
  }

  @Override
  public CurrentPauses pauses() {
    return pauses;
  }

  @Override
  public QuarantineStore quarantine() {
    return store.quarantine();
  }

  @Override
  public KeptReplay keptReplay() {
    return new KeptReplay(store.store(), store.blobs(), casework);
  }

  @Override
  public QuarantineReplay quarantineReplay() {
    return new QuarantineReplay(store.store(), store.quarantine(), store.blobs(), casework);
  }

  @Override
  public BlobStore blobs() {
    return store.blobs();
  }

  @Override
  public AlarmStore alarms() {
    return alarms;
  }

  @Override
  public CaseworkReader casework() {
    return Acting.reading(store.caseworkReader());
  }

  @Override
  public AuditReader audit() {
    AuditReader all = store.auditReader();
    return Acting.current().map(acting -> all.as(acting.access())).orElse(all);
  }

  @Override
  public AuditLog auditLog() {
    return entry ->
        store
            .store()
            .transaction(transaction -> {
              transaction.casework().audit().append(entry);
              return true;
            });
  }

  @Override
  public PeoplesCommands commands() {
    return new PeoplesCommands(
        store.store(),
        Acting.current().isEmpty() && settings().people().isEmpty()
            ? new CaseworkContext(clock, this::settings, Commanders.ANYBODY)
            : Acting.commanding(casework));
  }

  @Override
  public SecretVault secrets() {
    return secrets;
  }

  @Override
  public @Nullable Fleet fleet() {
    return null;
  }

  @Override
  public String nodeName() {
    return "memory";
  }

  @Override
  public DataLayerTransactions transactions() {
    return new DataLayerTransactions(store.store());
  }

  @Override
  public ObjectSource objects() {
    throw new UnsupportedOperationException("what is in memory is not exported");
  }

  @Override
  public SampleHistories samples() {
    return new SampleHistories(transactions(), casework.settings());
  }

  @Override
  public Backups backups() {
    throw new UnsupportedOperationException("what is in memory is not backed up");
  }

  @Override
  public List<Check> checks() {
    return checks;
  }

  @Override
  public void close() {
    gate.close();
  }

  /** Sealed secrets in memory. */
  private static final class Secrets implements SecretStore {
    private final Map<String, SealedSecret> rows = new TreeMap<>();

    @Override
    public Optional<SealedSecret> find(String name) {
      return Optional.ofNullable(rows.get(name));
    }

    @Override
    public List<SealedSecret> all() {
      return List.copyOf(rows.values());
    }

    @Override
    public void put(SealedSecret secret) {
      rows.put(secret.name(), secret);
    }

    @Override
    public boolean replace(SealedSecret before, SealedSecret after) {
      return rows.replace(before.name(), before, after);
    }

    @Override
    public boolean remove(String name) {
      return rows.remove(name) != null;
    }
  }
}
