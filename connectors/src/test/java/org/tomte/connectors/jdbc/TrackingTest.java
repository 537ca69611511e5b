package org.tomte.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.StreamKind;
import org.tomte.engine.pointer.PointerAlarm;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.pointer.Start;
import org.tomte.testkit.Reading;

class TrackingTest {
  private static final PointerSettings BEGINNING =
      PointerSettings.DEFAULT.withStart(new Start.Beginning());
  @TempDir Path folder;

  private static JdbcSettings h2(String name, String table, String... tracking) {
    return JdbcSettings.ofTable("jdbc:h2:mem:" + name, table, List.of(tracking));
  }

  private static Changed sa(JdbcSettings settings) {
    return Changed.of(settings).login("sa", "");
  }

  @Test
  void negativeIdsAreReadInOrderAndNullIdsFirst() throws Exception {
    try (Rig rig = Rig.h2("negative")) {
      Rig _ =
          rig.run(
              "CREATE TABLE t (name VARCHAR(9) PRIMARY KEY, id BIGINT UNIQUE)",
              "INSERT INTO t VALUES ('a', -9223372036854775808), ('b', 0), ('c', -5), ('y', NULL),"
                  + " ('x', NULL)");
      JdbcSettings settings = sa(h2("negative", "t", "id")).key("name").settings();
      for (int size = 1; size < 4; size++) {
        List<Item> items = Rig.all(settings, size);
        assertThat(Rig.keys(items)).containsExactly("x", "y", "a", "c", "b");
        assertThat(items.getFirst().position()).isEqualTo(Position.NONE);
        assertThat(items.getLast().position()).isEqualTo(new Position.Id(0));
      }
      assertThat(Rig.keys(Rig.from(settings, new Position.Id(-5), 9)))
          .containsExactly("x", "y", "b");
      assertThat(Rig.keys(Rig.all(sa(h2("negative", "t", "id")).withoutNulls().settings(), 2)))
          .containsExactly("-9223372036854775808", "-5", "0");
      assertThat(Rig.fault(sa(h2("negative", "t", "id")).settings()).getMessage())
          .contains("NULL", "nulls: false");
    }
  }

  @Test
  void rowsWithoutATimeAreHandledOnceAndAgainWhenTheyChange() throws Exception {
    try (Rig rig = Rig.h2("nulls")) {
      Rig _ =
          rig.run(
              "CREATE TABLE t (id INT PRIMARY KEY, at TIMESTAMP(0), word VARCHAR(9))",
              "INSERT INTO t VALUES (1, NULL, 'a'), (2, '2026-11-01 10:00:00', 'b')");
      JdbcSettings settings = sa(h2("nulls", "t", "at")).zone("UTC").settings();
      Polled polled = new Polled(settings, BEGINNING).run(Rig.NOW, 10, 9).run(Rig.NOW, 1, 9);
      assertThat(polled.handled).isEqualTo(Map.of("1", 1, "2", 1));
      String before = version(Rig.all(settings, 9).getFirst());
      Rig _ = rig.run("UPDATE t SET word = 'c' WHERE id = 1");
      assertThat(version(Rig.all(settings, 9).getFirst())).isNotEqualTo(before);
    }
  }

  private static String version(Item item) {
    return String.valueOf(((Event) item).version());
  }

  @Test
  void aSecondWithMoreRowsThanAPageIsReadWholeAndLaterRowsOfItAreNotLost() throws Exception {
    try (Rig rig = Rig.h2("ties")) {
      Rig _ =
          rig.run(
              "CREATE TABLE t (id INT PRIMARY KEY, at TIMESTAMP(0))",
              "INSERT INTO t SELECT x, '2026-11-01 10:00:00' FROM system_range(1, 57)");
      JdbcSettings settings = sa(h2("ties", "t", "at", "id")).zone("UTC").settings();
      Polled polled = new Polled(settings, BEGINNING).run(Rig.NOW, 10, 3);
      Rig _ = rig.run("INSERT INTO t VALUES (0, '2026-11-01 10:00:00')");
      for (int run = 0; run < 5; run++) {
        Polled _ = polled.run(Rig.NOW, 10, 9);
      }
      assertThat(polled.handled).hasSize(58).allSatisfy((_, times) -> assertThat(times).isOne());
      assertThat(polled.alarms).isEmpty();
    }
  }

  @Test
  void rowsOfTheSecondPassOfTheRepeatedHourAreNotLost() throws Exception {
    try (Rig rig = Rig.h2("autumn")) {
      Rig _ =
          rig.run(
              "CREATE TABLE t (id INT PRIMARY KEY, at TIMESTAMP(6), seen TIMESTAMP(6))",
              "INSERT INTO t VALUES (1, '2026-10-25 01:59:00', '2026-10-25 12:00:00'), (2,"
                  + " '2026-10-25 02:10:00', NULL), (3, '2026-10-25 02:50:00', NULL)");
      JdbcSettings settings =
          sa(h2("autumn", "t", "at"))
              .zones(Map.of("AT", "Europe/Berlin", "seen", "Asia/Tokyo"))
              .settings();
      Polled polled = new Polled(settings, BEGINNING).run(Rig.NOW, 10, 9);
      Rig _ = rig.run("INSERT INTO t VALUES (4, '2026-10-25 02:05:00', NULL)");
      Polled _ = polled.run(Rig.NOW, 10, 9);
      Rig _ = rig.run("INSERT INTO t VALUES (5, '2026-10-25 03:00:00', NULL)");
      Polled _ = polled.run(Rig.NOW, 10, 9).run(Rig.NOW, 2, 9);
      assertThat(polled.handled).isEqualTo(Map.of("1", 1, "2", 1, "3", 1, "4", 1, "5", 1));
      assertThat(polled.alarms).isEmpty();
      Item first = Rig.all(settings, 9).getFirst();
      assertThat(Rig.row(first).get("at")).isEqualTo("2026-10-24T23:59:00Z");
      assertThat(Rig.row(first).get("seen")).isEqualTo("2026-10-25T03:00:00Z");
    }
  }

  @Test
  void idsThatBeginAnewRaiseTheAlarm() throws Exception {
    try (Rig rig = Rig.h2("rewound")) {
      Rig _ =
          rig.run(
              "CREATE TABLE t (id INT PRIMARY KEY, at TIMESTAMP WITH TIME ZONE)",
              "INSERT INTO t SELECT x, '2026-11-01 10:00:00+00' FROM system_range(1, 100)");
      JdbcSettings settings = sa(h2("rewound", "t", "id")).time("at").settings();
      Polled polled = new Polled(settings, BEGINNING).run(Rig.NOW, 10, 9);
      Rig _ = rig.run("DELETE FROM t", "INSERT INTO t VALUES (1, '2026-11-20 10:00:00+00')");
      assertThat(polled.run(Rig.NOW, 10, 9).look(Rig.NOW).alarms)
          .extracting(PointerAlarm::cause)
          .contains(PointerAlarm.Cause.IDS_RESTARTED);
    }
  }

  @Test
  void theStepOfATimeIsThatOfItsColumn() throws Exception {
    try (Rig rig = Rig.h2("steps")) {
      Rig _ =
          rig.run(
              "CREATE TABLE t (id INT PRIMARY KEY, s TIMESTAMP(0), ms TIMESTAMP(3), us TIMESTAMP,"
                  + " d DATE, n BIGINT)");
      assertThat(step(sa(h2("steps", "t", "s")).zone("UTC"))).isEqualTo(Duration.ofSeconds(1));
      assertThat(step(sa(h2("steps", "t", "ms")).zone("UTC"))).isEqualTo(Duration.ofMillis(1));
      assertThat(step(sa(h2("steps", "t", "us")).zone("UTC"))).isEqualTo(Duration.ofNanos(1_000));
      assertThat(step(sa(h2("steps", "t", "d")).zone("UTC"))).isEqualTo(Duration.ofMinutes(15));
      assertThat(step(sa(h2("steps", "t", "n")).epoch(Epoch.MILLISECONDS)))
          .isEqualTo(Duration.ofMillis(1));
      assertThat(step(sa(h2("steps", "t", "us")).zone("UTC").precision(Duration.ofSeconds(5))))
          .isEqualTo(Duration.ofSeconds(5));
    }
  }

  private static Duration step(Changed changed) throws Exception {
    try (Poller poller = Rig.open(changed.settings())) {
      return ((StreamKind.Watermark) poller.streams().getFirst().kind()).precision();
    }
  }

  @Test
  void countedAndDailyTimesAreBoundedAsTheyAreWritten() throws Exception {
    try (Rig rig = Rig.h2("counted")) {
      Rig _ =
          rig.run(
              "CREATE TABLE t (id INT PRIMARY KEY, n BIGINT, d DATE)",
              "INSERT INTO t VALUES (1, 1767225600, '2026-01-01'), (2, 1767225601, '2026-01-02')");
      JdbcSettings counted = sa(h2("counted", "t", "n", "id")).epoch(Epoch.SECONDS).settings();
      Position second = new Position.At(Instant.parse("2026-01-01T00:00:01Z"), "");
      assertThat(Rig.keys(Rig.all(counted, 1))).containsExactly("1", "2");
      assertThat(Rig.keys(Rig.from(counted, second, 9))).containsExactly("2");
      JdbcSettings daily = sa(h2("counted", "t", "d", "id")).zone("Europe/Berlin").settings();
      Item last = Rig.all(daily, 9).getLast();
      assertThat(((Event) last).time()).isEqualTo("2026-01-01T23:00:00Z");
      assertThat(Rig.keys(Rig.from(daily, last.position(), 9))).containsExactly("2");
    }
  }

  @Test
  void timesThatSqliteKeepsAsTextAreReadInTheirStyle() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("times.db");
    try (Rig rig = new Rig(url, "", "")) {
      Rig _ =
          rig.run(
              "CREATE TABLE t (id INTEGER PRIMARY KEY, at DATETIME)",
              "INSERT INTO t VALUES (1, '2026-11-01T10:00:00Z'), (2, '2026-11-01T10:00:00.5Z'),"
                  + " (3, '2026-11-01T10:00:07Z'), (4, 'soon'), (5, NULL)");
      JdbcSettings settings =
          Changed.of(JdbcSettings.ofTable(url, "t", List.of("at", "id"))).zone("UTC").settings();
      assertThat(Rig.keys(Rig.all(settings, 2))).containsExactly("5", "2", "1", "3", "4");
      Position seven = new Position.At(Instant.parse("2026-11-01T10:00:07Z"), "");
      assertThat(Rig.keys(Rig.from(settings, seven, 9))).containsExactly("5", "3", "4");
      assertThat(Rig.all(settings, 9).getLast()).isInstanceOf(org.tomte.api.Unreadable.class);
    }
  }

  @Test
  void aQueryIsOrderedAndBoundedFromOutside() throws Exception {
    try (Rig rig = Rig.h2("queried")) {
      Rig _ =
          rig.run(
              "CREATE TABLE t (id INT PRIMARY KEY, word VARCHAR(9))",
              "INSERT INTO t SELECT x, 'w' || x FROM system_range(1, 9)");
      String url = "jdbc:h2:mem:queried";
      String query =
          "SELECT id, word, upper(word) AS \"Loud\" FROM t WHERE id >= :from ORDER BY id DESC";
      JdbcSettings settings =
          sa(JdbcSettings.ofQuery(url, query, List.of("id"))).unique().settings();
      assertThat(Rig.keys(Rig.from(settings, new Position.Id(6), 2)))
          .containsExactly("7", "8", "9");
      assertThat(Rig.row(Rig.all(settings, 2).getFirst()).get("Loud")).isEqualTo("W1");
      assertThat(Rig.fault(sa(JdbcSettings.ofQuery(url, query, List.of("id"))).settings()))
          .hasMessageContaining("no safe order")
          .hasMessageContaining("unique: true");
      JdbcSettings wrong =
          sa(JdbcSettings.ofQuery(url, "SELECT id / 2 AS half FROM t", List.of("half")))
              .unique()
              .settings();
      assertThat(Rig.fault(wrong).kind()).isEqualTo(FaultKind.BAD_DATA);
    }
  }

  @Test
  void aTableWithoutProofOfItsOrderIsRefused() throws Exception {
    try (Rig rig = Rig.h2("unproven")) {
      Rig _ = rig.run("CREATE TABLE t (id INT, at TIMESTAMP, word VARCHAR(9))");
      assertThat(Rig.fault(sa(h2("unproven", "t", "id")).settings()))
          .hasMessageContaining("no safe order");
      assertThat(Rig.fault(sa(h2("unproven", "t", "at")).zone("UTC").settings()))
          .hasMessageContaining("there is no primary key");
      assertThat(Rig.fault(sa(h2("unproven", "t", "at", "id")).settings()))
          .hasMessageContaining("without a zone");
      assertThat(Rig.fault(sa(h2("unproven", "t", "word")).key("id").settings()))
          .hasMessageContaining("no order that can be tracked");
      assertThat(Rig.fault(sa(h2("unproven", "t", "nothing")).settings()))
          .hasMessageContaining("there are ID, AT, WORD");
    }
  }

  @Test
  void aChangedRowOfAWholeSetHasAnotherVersion() throws Exception {
    try (Rig rig = Rig.h2("whole")) {
      Rig _ =
          rig.run(
              "CREATE TABLE t (a INT, b VARCHAR(9), word VARCHAR(9), PRIMARY KEY (a, b))",
              "INSERT INTO t VALUES (1, 'x', 'one'), (1, 'y', 'two'), (2, 'x', NULL)");
      JdbcSettings settings = sa(h2("whole", "t")).settings();
      List<Item> before = Rig.all(settings, 1);
      Rig _ = rig.run("UPDATE t SET word = 'three' WHERE b = 'y'");
      List<Item> after = Rig.all(settings, 9);
      assertThat(Rig.keys(after))
          .isEqualTo(Rig.keys(before))
          .containsExactly("[\"1\",\"x\"]", "[\"1\",\"y\"]", "[\"2\",\"x\"]");
      assertThat(version(after.getFirst())).isEqualTo(version(before.getFirst()));
      assertThat(version(after.get(1))).isNotEqualTo(version(before.get(1)));
    }
  }

  @Test
  void aValueThatIsTooLongCostsItsRowOnly() throws Exception {
    try (Rig rig = Rig.h2("long")) {
      Rig _ =
          rig.run(
              "CREATE TABLE t (id INT PRIMARY KEY, body CLOB)",
              "INSERT INTO t VALUES (1, 'short'), (2, repeat('x', 2000)), (3, NULL)");
      List<Item> items = Rig.all(sa(h2("long", "t", "id")).longest(1_024).settings(), 2);
      assertThat(Rig.keys(items)).containsExactly("1", "2", "3");
      assertThat(items.get(1))
          .isInstanceOfSatisfying(
              org.tomte.api.Unreadable.class,
              one -> assertThat(one.reason()).contains("BODY", "2,000", "1,024"));
    }
  }

  @Test
  void anInterruptCancelsARunningStatement() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("slow.db");
    String endless =
        "SELECT id FROM (WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c WHERE id"
            + " < 1000000000000) SELECT max(id) AS id FROM c)";
    JdbcSettings settings =
        Changed.of(JdbcSettings.ofQuery(url, endless, List.of("id"))).unique().settings();
    try (Rig rig = new Rig(url, "", "")) {
      Rig _ = rig.run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
      Throwable[] thrown = new Throwable[1];
      Thread run =
          Thread.ofVirtual()
              .start(() -> {
                try (Poller poller = Rig.open(settings)) {
                  var _ = Reading.pagesOf(Rig.NOW, 9).all(poller);
                } catch (Exception stopped) {
                  thrown[0] = stopped;
                }
              });
      assertThat(run.join(Duration.ofMillis(300))).as("%s", (Object) thrown[0]).isFalse();
      run.interrupt();
      assertThat(run.join(Duration.ofSeconds(10))).isTrue();
      assertThat(thrown[0]).isInstanceOf(InterruptedException.class);
    }
  }
}
