package org.tomte.store.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.NewAttachment;
import org.tomte.casework.attachment.StoredFile;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.incident.NewIncident;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.PeoplesCommands;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.commit.TransactionCommit;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.keep.AttachedFiles;
import org.tomte.engine.keep.KeepJob.Removed;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.observe.Counters;
import org.tomte.store.casework.JdbiCasework;
import org.tomte.store.casework.JdbiCaseworkReader;
import org.tomte.store.commit.JdbiCommitStore;
import org.tomte.store.commit.JdbiEpochs;
import org.tomte.store.commit.KeptPartitions;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.testkit.SettableClock;

@OnEveryPostgreSql
class JdbiKeepJobTest {
  private static final AtomicInteger DAEMONS = new AtomicInteger(1);
  private static final AtomicInteger YEARS = new AtomicInteger(2030);

  private final DataSource database;
  private final Jdbi jdbi;
  private SettableClock clock;
  private FolderBlobStore blobs;
  private JdbiKeepJob job;
  private JdbiKeptEvents kept;
  private TransactionCommit commit;
  private DaemonId daemon;
  private long epoch;

  JdbiKeepJobTest(DataSource database) {
    this.database = database;
    this.jdbi = Jdbi.create(database);
  }

  /** Each test plays in years of its own, so that it meets no partitions of others. */
  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    clock = new SettableClock(Instant.parse(YEARS.addAndGet(10) + "-01-01T08:00:00Z"));
    blobs = new FolderBlobStore(folder, clock);
    job = new JdbiKeepJob(jdbi, blobs);
    kept = new JdbiKeptEvents(jdbi, blobs);
    commit = new TransactionCommit(new JdbiCommitStore(jdbi), blobs, CaseworkContext.plain(clock));
    daemon = new DaemonId(DAEMONS.incrementAndGet());
    LaneName lane = new LaneName(daemon, Batch.WHOLE);
    epoch = new JdbiEpochs(jdbi).raise(List.of(lane)).getOrDefault(lane, 0L);
    job.remove(clock.instant(), Map.of()); // what tests before left
  }

  private static final KeepPolicy POLICY =
      new KeepPolicy(Duration.ofDays(30), Duration.ofDays(3), 1_000_000, Duration.ofDays(60));

  private void commit(Judged... events) {
    Instant now = clock.instant();
    Batch batch =
        new Batch(
            daemon,
            Batch.WHOLE,
            epoch,
            new RunRef(now, RunRef.Cause.SCHEDULE, now, "node"),
            Batch.Mode.LIVE,
            List.of(events),
            List.of(),
            Counters.ZERO,
            POLICY);
    assertThat(commit.commit(List.of(batch)).getFirst()).isInstanceOf(BatchOutcome.Committed.class);
  }

  private Judged making(String key, int rawBytes) {
    byte[] raw = new byte[rawBytes];
    new Random(key.hashCode()).nextBytes(raw);
    Event event =
        Event.of(key, Position.NONE, clock.instant(), Map.of("title", key))
            .withRaw(new Raw("application/octet-stream", Content.of(raw)));
    Effect effect = new Effect.AddToTriage(Map.of("title", key), Effect.Merge.IGNORE);
    PlannedEffect planned = new PlannedEffect("rule", "1", effect, null);
    return Judged.of(
        "s", event, new Decision(clock.instant(), 1, List.of(), List.of(planned), true, null));
  }

  private Judged unmatched(String key) {
    Event event = Event.of(key, Position.NONE, clock.instant(), Map.of("title", key));
    PlannedEffect planned = new PlannedEffect("unmatched", "1", new Effect.Discard("x"), null);
    return Judged.of(
        "s", event, new Decision(clock.instant(), 1, List.of(), List.of(planned), false, null));
  }

  private Judged failing(String key) {
    Decision.Failure failure = new Decision.Failure("mapping", "no date");
    Event event = Event.of(key, Position.NONE, clock.instant(), Map.of("title", key));
    return Judged.of(
        "s", event, new Decision(clock.instant(), 1, List.of(), List.of(), false, failure));
  }

  private List<LocalDate> days(String table) throws SQLException {
    try (Connection connection = database.getConnection()) {
      LocalDate first = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(100);
      return KeptPartitions.days(connection, table).stream()
          .filter(day -> day.isAfter(first))
          .toList();
    }
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void makesDaysAheadAndDropsThemWhenTheirTimeIsOver() throws SQLException {
    job.makePartitions(clock.instant());
    job.makePartitions(clock.instant());
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    assertThat(days("kept_event")).contains(today, today.plusDays(7)).hasSize(8);
    commit(making("a", 10), unmatched("b"));

    clock.advance(Duration.ofDays(4));
    Removed early = job.remove(clock.instant(), Map.of());
    assertThat(early.events()).isOne();
    assertThat(kept.ofKey(daemon, "b")).isEmpty();
    assertThat(kept.ofKey(daemon, "a")).hasSize(1);
    assertThat(days("kept_event")).contains(today).doesNotContain(today.plusDays(1));
    assertThat(days("kept_block")).doesNotContain(today);

    clock.advance(Duration.ofDays(27));
    Removed late = job.remove(clock.instant(), Map.of());
    assertThat(late.events()).isOne();
    assertThat(kept.ofKey(daemon, "a")).isEmpty();
    assertThat(days("kept_event")).isEmpty();
  }

  @Test
  void forgetsKeysAfterTheirTimeButNotOfWhatWaits() throws SQLException {
    commit(making("a", 10), failing("f"));
    clock.advance(Duration.ofDays(60));
    assertThat(job.remove(clock.instant(), Map.of()).keys()).isZero();
    clock.advance(Duration.ofDays(1));
    Removed removed = job.remove(clock.instant(), Map.of());

    assertThat(removed.keys()).isOne();
    assertThat(removed.quarantined()).isZero();
    assertThat(
            count(
                "SELECT count(*) FROM event_key k JOIN stream s ON s.id = k.stream WHERE s.daemon ="
                    + " "
                    + daemon.value()))
        .isOne();
  }

  @Test
  void removesTheOldestBeyondTheBudget() {
    for (int i = 0; i < 10; i++) {
      commit(making("k" + i, 10_000));
      if (i % 4 == 3) {
        clock.advance(Duration.ofDays(1));
      }
    }
    Removed removed = job.remove(clock.instant(), Map.of(daemon, 55_000L));

    assertThat(removed.events()).isEqualTo(5);
    for (int i = 0; i < 10; i++) {
      assertThat(kept.ofKey(daemon, "k" + i)).hasSize(i < 5 ? 0 : 1);
    }
    assertThat(job.remove(clock.instant(), Map.of(daemon, 55_000L)).events()).isZero();
    assertThat(job.remove(clock.instant(), Map.of()).events()).isZero();
  }

  @Test
  void removesBlobsADayAfterNothingNamesThem() throws IOException {
    commit(making("large", 2_000_000));
    List<String> all = blobs.olderThan(clock.instant().plusSeconds(60));
    assertThat(all).hasSize(1);
    clock.advance(Duration.ofDays(2));
    assertThat(job.removeBlobs(clock.instant())).isZero();
    job.remove(clock.instant(), Map.of(daemon, 0L));

    assertThat(job.removeBlobs(clock.instant())).isZero();
    clock.advance(Duration.ofHours(23));
    assertThat(job.removeBlobs(clock.instant())).isZero();
    clock.advance(Duration.ofHours(1));
    assertThat(job.removeBlobs(clock.instant())).isOne();
    assertThat(blobs.olderThan(clock.instant().plusSeconds(60))).isEmpty();
  }

  @Test
  void keepsTheBlobOfAnAttachmentUntilADayAfterItIsRemoved() throws IOException {
    CaseworkContext context = CaseworkContext.plain(clock);
    PeoplesCommands people = new PeoplesCommands(new JdbiCommitStore(jdbi), context);
    ObjectRef incident =
        people
            .inTransaction(
                "ann",
                casework -> casework.createIncidents(List.of(NewIncident.of("general", Map.of()))))
            .getFirst()
            .orThrow()
            .ref();
    byte[] large = new byte[(1 << 20) + 1];
    new Random(7).nextBytes(large);
    AttachedFiles files = new AttachedFiles(blobs);
    NewAttachment wanted =
        files.store(incident, "a.bin", Content.of(large), NewAttachment.About.NOTHING, 1 << 24);
    Attachment attachment =
        people
            .inTransaction("ann", casework -> casework.attachFiles(List.of(wanted)))
            .getFirst()
            .orThrow();
    Attachment twin =
        people
            .inTransaction("ann", casework -> casework.attachFiles(List.of(wanted)))
            .getFirst()
            .orThrow();
    assertThat(blobs.olderThan(clock.instant().plusSeconds(60))).hasSize(1);
    people.inTransaction("ann", casework -> casework.removeFiles(List.of(attachment.id())));
    clock.advance(Duration.ofDays(9));
    assertThat(job.removeBlobs(clock.instant())).isZero();
    clock.advance(Duration.ofDays(9));
    assertThat(job.removeBlobs(clock.instant())).isZero();
    StoredFile stored = new JdbiCaseworkReader(jdbi).attachedFile(twin.id()).orElseThrow();
    try (InputStream in = files.open(twin, stored)) {
      assertThat(in.readAllBytes()).isEqualTo(large);
    }

    people.inTransaction("ann", casework -> casework.removeFiles(List.of(twin.id())));
    assertThat(job.removeBlobs(clock.instant())).isZero();
    clock.advance(Duration.ofHours(23));
    assertThat(job.removeBlobs(clock.instant())).isZero();
    clock.advance(Duration.ofHours(1));
    assertThat(job.removeBlobs(clock.instant())).isOne();
  }

  @Test
  void keepsABlobThatIsNamedAgainMeanwhile() {
    commit(making("shared", 2_000_000));
    clock.advance(Duration.ofDays(2));
    job.remove(clock.instant(), Map.of(daemon, 0L));
    assertThat(job.removeBlobs(clock.instant())).isZero();
    clock.advance(Duration.ofHours(12));
    commit(failingAgain());
    clock.advance(Duration.ofHours(36));

    assertThat(job.removeBlobs(clock.instant())).isZero();
    clock.advance(Duration.ofDays(2));
    assertThat(job.removeBlobs(clock.instant())).isZero();
  }

  /** The same bytes under another key. */
  private Judged failingAgain() {
    byte[] raw = new byte[2_000_000];
    new Random("shared".hashCode()).nextBytes(raw);
    Event event =
        Event.of("again", Position.NONE, clock.instant(), Map.of())
            .withRaw(new Raw("application/octet-stream", Content.of(raw)));
    Decision.Failure failure = new Decision.Failure("mapping", "no date");
    return Judged.of(
        "s", event, new Decision(clock.instant(), 1, List.of(), List.of(), false, failure));
  }

  @Test
  void leavesCommitsOfTheDayAlone() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      keys.add("t" + i);
      commit(making("t" + i, 10));
      job.remove(clock.instant(), Map.of(daemon, 1_000_000L));
    }

    assertThat(keys).allSatisfy(key -> assertThat(kept.ofKey(daemon, key)).hasSize(1));
  }

  @Test
  void whatLedToAHeldIncidentStaysAsLongAsTheHold() {
    commit(opening("held"), opening("merged"), opening("other"));
    long held = incident("held");
    long merged = incident("merged");
    as(casework -> casework.hold(held, "court order").orThrow());
    as(casework -> casework.merge(held, List.of(merged), null).getFirst().orThrow());
    assertThat(job.remove(clock.instant().plus(Duration.ofDays(1)), Map.of(daemon, 0L)).events())
        .isOne();
    for (int month = 0; month < 5; month++) {
      clock.advance(Duration.ofDays(30));
      job.remove(clock.instant(), Map.of(daemon, 0L));
      assertThat(kept.ofKey(daemon, "held")).hasSize(1);
      assertThat(kept.ofKey(daemon, "merged")).hasSize(1);
      assertThat(kept.ofKey(daemon, "other")).isEmpty();
    }
    as(casework -> casework.release(held).orThrow());
    clock.advance(Duration.ofDays(32));
    job.remove(clock.instant(), Map.of());
    assertThat(kept.ofKey(daemon, "held")).isEmpty();
    assertThat(kept.ofKey(daemon, "merged")).isEmpty();
  }

  private Judged opening(String key) {
    Event event = Event.of(key, Position.NONE, clock.instant(), Map.of("title", key));
    Effect effect =
        new Effect.CreateIncident(
            "general", Map.of("title", key + daemon.value()), Effect.Merge.IGNORE, null);
    PlannedEffect planned = new PlannedEffect("rule", "1", effect, null);
    return Judged.of(
        "s", event, new Decision(clock.instant(), 1, List.of(), List.of(planned), true, null));
  }

  private long incident(String key) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT number FROM incident WHERE title = :title")
            .bind("title", key + daemon.value())
            .mapTo(Long.class)
            .one());
  }

  private <T> T as(Function<Casework, T> work) {
    Cause cause = new Cause.Import("test");
    return jdbi.inTransaction(handle ->
        work.apply(new Casework(new JdbiCasework(handle), cause, CaseworkContext.plain(clock))));
  }
}
