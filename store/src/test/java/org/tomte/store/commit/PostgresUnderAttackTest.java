package org.tomte.store.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
import org.tomte.api.Position;
import org.tomte.casework.CaseworkContext;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.CommitStore;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.PointerMove;
import org.tomte.engine.commit.RunCommit;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.commit.TransactionCommit;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.decision.RuleTrace;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.PoolSettings;
import org.tomte.store.postgres.ServerAddress;
import org.tomte.store.sql.Transactions;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.FaultyStore;
import org.tomte.testkit.SettableClock;
import org.tomte.testkit.StoreUnderTest;

/** What only a real server can do to a commit. */
@OnEveryPostgreSql
class PostgresUnderAttackTest {
  private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
  private static final AtomicInteger DAEMONS = new AtomicInteger(1);

  private final TestDatabase test;
  private final DataSource database;
  private final SettableClock clock = new SettableClock(START);
  private final StoreUnderTest store;

  PostgresUnderAttackTest(TestDatabase test) {
    this.test = test;
    this.database = test.dataSource();
    this.store = PostgresStores.store(database, clock);
  }

  private RunCommit commit(CommitStore over) {
    return new TransactionCommit(over, store.blobs(), CaseworkContext.plain(clock));
  }

  private Batch batch(int number, List<Judged> events) {
    DaemonId daemon = new DaemonId(number);
    LaneName lane = new LaneName(daemon, Batch.WHOLE);
    long epoch = store.epochs().of(List.of(daemon)).getOrDefault(lane, 0L);
    if (epoch == 0) {
      epoch = store.epochs().raise(List.of(lane)).getOrDefault(lane, 0L);
    }
    return new Batch(
        daemon,
        Batch.WHOLE,
        epoch,
        new RunRef(START, RunRef.Cause.SCHEDULE, START, "node-1"),
        Batch.Mode.LIVE,
        events,
        List.of(PointerMove.to("inbox", "token", "{}", "after the page")),
        new Counters.Counting().count(Stage.READ, events.size()).done(),
        KeepPolicy.STANDARD);
  }

  private static List<Judged> events(int count) {
    List<Judged> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(judged("e" + i, "Title " + i));
    }
    return events;
  }

  private static Judged judged(String key, String title) {
    Event event = Event.of(key, Position.NONE, START, Map.of("title", title));
    Effect effect = new Effect.AddToTriage(Map.of("title", title), Effect.Merge.IGNORE);
    PlannedEffect planned = new PlannedEffect("rule", "1", effect, null);
    return Judged.of(
        "inbox", event, new Decision(START, 1, List.of(), List.of(planned), true, null));
  }

  private void assertStandsOnce(Batch batch, int events) {
    assertThat(made(batch.daemon())).isEqualTo(events);
    assertThat(store.pointers().of(batch.daemon())).hasSize(1);
    assertThat(counted(batch.daemon(), "created")).isEqualTo(events);
    assertThat(counted(batch.daemon(), "read")).isEqualTo(events);
    assertThat(number("SELECT count(*) FROM kept_event WHERE daemon = " + batch.daemon().value()))
        .isEqualTo(events);
    assertThat(store.runs().of(batch.daemon(), null, 9).getFirst().commits()).isOne();
  }

  private long made(DaemonId daemon) {
    return number("SELECT count(*) FROM triage_event WHERE cause_daemon = " + daemon.value());
  }

  private long counted(DaemonId daemon, String stage) {
    return number(
        "SELECT coalesce(sum(%s), 0) FROM daemon_minute WHERE daemon = %d"
            .formatted(stage, daemon.value()));
  }

  private long number(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void survivesTheEndOfItsServerProcessAtEveryStep() {
    AtomicInteger hits = new AtomicInteger();
    int step = 0;
    boolean reached = true;
    while (reached) {
      step++;
      int killAt = step;
      int before = hits.get();
      FaultyStore faulty =
          new FaultyStore(
              store.store(),
              new FaultyStore.Trouble() {
                @Override
                public void before(
                    int transaction, int call, String method, @Nullable Object[] arguments) {
                  if (transaction == 1 && call == killAt) {
                    hits.incrementAndGet();
                    killOthers();
                  }
                }
              });
      Batch batch = batch(DAEMONS.incrementAndGet(), events(20));
      BatchOutcome outcome = commit(faulty).commit(List.of(batch)).getFirst();

      assertThat(outcome).isInstanceOf(BatchOutcome.Committed.class);
      assertStandsOnce(batch, 20);
      reached = hits.get() > before;
    }
    assertThat(hits.get()).isGreaterThan(8);
  }

  /** Ends the processes of connections that are in a transaction. */
  private void killOthers() {
    execute(
        """
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'idle in transaction'
        """);
  }

  @Test
  void knowsThatItStandsWhenTheConnectionEndsRightAfterCommit() throws Exception {
    Matcher port = Pattern.compile(":(\\d+)/").matcher(test.address().url());
    assertThat(port.find()).isTrue();
    try (CutConnection cut = new CutConnection(Integer.parseInt(port.group(1)))) {
      String direct = test.address().url();
      String url =
          direct.replace(":" + port.group(1) + "/", ":" + cut.port() + "/")
              + (direct.contains("?") ? "&" : "?")
              + "prepareThreshold=0"; // COMMIT is always sent as text
      ServerAddress through =
          new ServerAddress(url, test.address().user(), test.address().password());
      try (Database other = Database.external(through, PoolSettings.defaults().withSize(2))) {
        JdbiCommitStore over = new JdbiCommitStore(Jdbi.create(other.dataSource()));
        Batch warm = batch(DAEMONS.incrementAndGet(), events(3));
        commit(over).commit(List.of(warm));
        Batch batch = batch(DAEMONS.incrementAndGet(), events(20));
        FaultyStore armed =
            new FaultyStore(
                over,
                new FaultyStore.Trouble() {
                  @Override
                  public void before(
                      int transaction, int call, String method, @Nullable Object[] arguments) {
                    if (transaction == 1 && method.equals("stamp")) {
                      cut.arm();
                    }
                  }
                });
        BatchOutcome outcome = commit(armed).commit(List.of(batch)).getFirst();

        assertThat(cut.cuts()).isOne();
        assertStandsOnce(batch, 20);
        if (!(outcome instanceof BatchOutcome.Committed committed)) {
          throw new AssertionError("it stands, but it says " + outcome);
        }
        assertThat(committed.events()).hasSize(20).allMatch(EventOutcome.Created.class::isInstance);
      }
    }
  }

  @Test
  void triesAgainAfterADeadlock() throws Exception {
    Batch first = batch(DAEMONS.incrementAndGet(), events(5));
    Batch second = batch(DAEMONS.incrementAndGet(), events(5));
    CountDownLatch holds = new CountDownLatch(1);
    CompletableFuture<Void> competitor =
        CompletableFuture.runAsync(() -> lockBackwards(first, second, holds));
    assertThat(holds.await(10, TimeUnit.SECONDS)).isTrue();
    List<BatchOutcome> outcomes = commit(store.store()).commit(List.of(first, second));
    competitor.get(30, TimeUnit.SECONDS);

    assertThat(outcomes).allMatch(BatchOutcome.Committed.class::isInstance);
    assertStandsOnce(first, 5);
    assertStandsOnce(second, 5);
  }

  /** Holds the second lane, then asks for the first when the commit holds it. */
  private void lockBackwards(Batch first, Batch second, CountDownLatch holds) {
    String lock = "SELECT 1 FROM lane WHERE daemon = %d FOR UPDATE";
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(lock.formatted(second.daemon().value()));
      holds.countDown();
      String waiting =
          "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'";
      while (number(waiting) == 0) {
        Thread.onSpinWait();
      }
      statement.execute(lock.formatted(first.daemon().value()));
      connection.rollback();
    } catch (SQLException chosen) {
      assertThat(chosen.getSQLState()).isEqualTo("40P01"); // the server chose this side
    }
  }

  @Test
  void quarantinesWhatAConstraintRefusesWithTheServersWords() {
    execute(
        """
        CREATE OR REPLACE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.title = 'poison' THEN
            RAISE EXCEPTION 'a title must not be poison' USING ERRCODE = '23514';
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER refuse_poison BEFORE INSERT ON triage_event
        FOR EACH ROW EXECUTE FUNCTION refuse_poison()
        """);
    try {
      List<Judged> page = new ArrayList<>(events(1000));
      page.set(123, judged("bad", "poison"));
      Batch batch = batch(DAEMONS.incrementAndGet(), page);
      BatchOutcome outcome = commit(store.store()).commit(List.of(batch)).getFirst();

      if (!(outcome instanceof BatchOutcome.Committed committed)) {
        throw new AssertionError("it was not committed: " + outcome);
      }
      assertThat(committed.events().get(123))
          .isInstanceOfSatisfying(
              EventOutcome.Quarantined.class,
              failed ->
                  assertThat(failed.reason())
                      .contains("a title must not be poison", "SQLSTATE 23514"));
      assertThat(made(batch.daemon())).isEqualTo(999);
      assertThat(store.pointers().of(batch.daemon())).hasSize(1);
    } finally {
      execute("DROP TRIGGER refuse_poison ON triage_event");
    }
  }

  @Test
  void saysWhatIsWrongWhenATableIsMissing() {
    execute("ALTER TABLE rule_minute RENAME TO rule_minute_away");
    try {
      Batch batch = batch(DAEMONS.incrementAndGet(), List.of(withRule()));
      assertThat(commit(store.store()).commit(List.of(batch)).getFirst())
          .isInstanceOfSatisfying(
              BatchOutcome.Refused.class,
              refused -> assertThat(refused.words()).contains("rule_minute", "42P01"));
      assertThat(made(batch.daemon())).isZero();
    } finally {
      execute("ALTER TABLE rule_minute_away RENAME TO rule_minute");
    }
  }

  private static Judged withRule() {
    Judged plain = judged("r", "R");
    Decision decision =
        new Decision(
            START,
            1,
            List.of(new RuleTrace("rule", RuleTrace.Verdict.MATCHED, List.of())),
            plain.decision().effects(),
            true,
            null);
    return Judged.of("inbox", plain.item(), decision);
  }

  @Test
  void commitsMoreEventsThanABlockOfIdsHolds() {
    Batch batch = batch(DAEMONS.incrementAndGet(), events(2345));

    assertThat(commit(store.store()).commit(List.of(batch)).getFirst())
        .isInstanceOf(BatchOutcome.Committed.class);
    assertStandsOnce(batch, 2345);
  }

  @Test
  void sharesOneTransactionAmongManyDaemons() {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      batches.add(batch(DAEMONS.incrementAndGet(), List.of(withRule())));
    }
    List<BatchOutcome> outcomes = commit(store.store()).commit(batches);

    assertThat(outcomes).allMatch(BatchOutcome.Committed.class::isInstance);
    batches.forEach(batch -> assertStandsOnce(batch, 1));
    int least = batches.getFirst().daemon().value();
    int most = batches.getLast().daemon().value();
    assertThat(
            number(
                "SELECT count(DISTINCT last_commit) FROM lane WHERE daemon BETWEEN %d AND %d"
                    .formatted(least, most)))
        .isOne();
  }

  @Test
  void tellsAFaultOfDataFromOneOfItsOwn() {
    assertThat(kindOf("SELECT 1/0")).isEqualTo(StoreFault.Kind.DATA);
    assertThat(kindOf("SELECT 'x'::integer")).isEqualTo(StoreFault.Kind.DATA);
    assertThat(kindOf("SELECT nothing")).isEqualTo(StoreFault.Kind.BROKEN);
    assertThat(kindOf("SET LOCAL statement_timeout = 20; SELECT pg_sleep(5)"))
        .isEqualTo(StoreFault.Kind.CONFLICT);
    assertThat(kindOf("SELECT pg_terminate_backend(pg_backend_pid())"))
        .isEqualTo(StoreFault.Kind.LOST);
    assertThat(kindOf("SET TRANSACTION READ ONLY; DELETE FROM lane"))
        .isEqualTo(StoreFault.Kind.UNAVAILABLE);
  }

  private StoreFault.Kind kindOf(String sql) {
    try {
      new Transactions(Jdbi.create(database))
          .run((_, connection) -> {
            try (Statement statement = connection.createStatement()) {
              return statement.execute(sql);
            }
          });
    } catch (StoreFault fault) {
      return fault.kind();
    }
    throw new AssertionError("nothing was wrong with " + sql);
  }
}
