package org.tomte.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Page;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.StreamKind;
import org.tomte.api.Unreadable;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.pointer.Start;
import org.tomte.testkit.Reading;

@Tag("peer")
class MariaDbTest {
  private static final PointerSettings BEGINNING =
      PointerSettings.DEFAULT.withStart(new Start.Beginning());

  @TempDir static Path folder;
  private static MariaDb server;

  @BeforeAll
  static void start() throws Exception {
    boolean needed = "true".equals(System.getenv("CI"));
    if (needed) {
      assertThat(MariaDb.missing()).isEmpty();
    }
    Assumptions.assumeTrue(MariaDb.missing().isEmpty(), MariaDb.missing());
    server = MariaDb.start(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Changed table(String name, String... tracking) {
    return Changed.of(JdbcSettings.ofTable(server.url(), name, List.of(tracking)))
        .login("root", "");
  }

  @Test
  void everyTypeBecomesAPlainValue() throws Exception {
    try (Rig rig = server.rig()) {
      Rig _ =
          rig.run(
              """
              CREATE TABLE kinds (id INT PRIMARY KEY, t TINYINT(1), u BIGINT UNSIGNED, n
                DECIMAL(10, 2), r FLOAT, d DOUBLE, c CHAR(5), j JSON, b VARBINARY(9), l DATETIME(3),
                z TIMESTAMP(6) NULL, day DATE, clock TIME, y YEAR, e ENUM('a', 'b'), x LONGTEXT,
                bits BIT(3))
              """,
              "SET time_zone = '+02:00'",
              """
              INSERT INTO kinds VALUES (1, 7, 18446744073709551615, 1.50, 0.1, 2.5, 'ab',
                '{"k": 1}', x'00ff', '2026-11-25 03:17:00.125', '2026-11-25 03:17:00.5',
                '2026-11-25', '03:17:00', 2026, 'b', 'long', b'101')
              """);
      Map<?, ?> row =
          Rig.row(Rig.all(table("kinds", "id").zones(Map.of("l", "UTC")).settings(), 9).getFirst());
      assertThat(row.get("t")).isEqualTo(7L);
      assertThat(row.get("u")).isEqualTo(new BigInteger("18446744073709551615"));
      assertThat(row.get("n")).isEqualTo(new BigDecimal("1.50"));
      assertThat(row.get("r")).isEqualTo(0.1);
      assertThat(row.get("c")).isEqualTo("ab");
      assertThat(row.get("b")).isEqualTo("AP8=");
      assertThat(row.get("l")).isEqualTo("2026-11-25T03:17:00.125Z");
      assertThat(row.get("z")).isEqualTo("2026-11-25T01:17:00.500Z");
      assertThat(row.get("day")).isEqualTo("2026-11-25");
      assertThat(row.get("e")).isEqualTo("b");
      assertThat(row.get("x")).isEqualTo("long");
    }
  }

  @Test
  void theStepIsThatOfTheColumnAndRowsOfASecondThatIsNotOverAreNotLost() throws Exception {
    try (Rig rig = server.rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE steps (id INT PRIMARY KEY, s DATETIME, us DATETIME(6), z TIMESTAMP"
                  + " NULL)",
              "INSERT INTO steps VALUES (1, '2026-11-25 03:17:00.9', '2026-11-25 03:17:00.9',"
                  + " '2026-11-25 03:17:00'), (5, '2026-11-25 03:17:01', '2026-11-25"
                  + " 03:17:01.000001', '2026-11-25 03:17:01')");
      assertThat(step(table("steps", "us").zone("UTC"))).isEqualTo(Duration.ofNanos(1_000));
      assertThat(step(table("steps", "s").zone("UTC"))).isEqualTo(Duration.ofSeconds(1));
      assertThat(step(table("steps", "z"))).isEqualTo(Duration.ofSeconds(1));
      JdbcSettings settings = table("steps", "s", "id").zone("Europe/Berlin").settings();
      Polled polled = new Polled(settings, BEGINNING).run(Rig.NOW, 1, 9);
      Rig _ = rig.run("INSERT INTO steps VALUES (3, '2026-11-25 03:17:01', NULL, NULL)");
      Polled _ = polled.run(Rig.NOW, 10, 9).run(Rig.NOW, 10, 9);
      assertThat(polled.handled).isEqualTo(Map.of("1", 1, "3", 1, "5", 1));
      Position second = new Position.At(Instant.parse("2026-11-25T02:17:01Z"), "");
      assertThat(Rig.keys(Rig.from(settings, second, 1))).containsExactly("3", "5");
    }
  }

  private static Duration step(Changed changed) throws Exception {
    try (Poller poller = Rig.open(changed.settings())) {
      return ((StreamKind.Watermark) poller.streams().getFirst().kind()).precision();
    }
  }

  @Test
  void boundsOfAQueryAreTypedValuesAndItsRowsArePagedByTimeAndTieKey() throws Exception {
    try (Rig rig = server.rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE shown (id INT PRIMARY KEY, at TIMESTAMP(6) NULL, word VARCHAR(20))",
              "SET time_zone = '+00:00'",
              "INSERT INTO shown SELECT seq, TIMESTAMP '2026-11-01 00:00:00.000007' + INTERVAL"
                  + " (seq DIV 3) SECOND, CONCAT('it''s :from ', seq) FROM seq_1_to_20");
      JdbcSettings settings =
          Changed.of(
                  JdbcSettings.ofQuery(
                      server.url(),
                      "SELECT id, at, word /* :from */ FROM shown # :until\n WHERE at >= :from AND"
                          + " at <= :until AND at < :launch AND word LIKE 'it\\'s :from%'",
                      List.of("at", "id")))
              .login("root", "")
              .unique()
              .settings();
      List<Item> all = Rig.all(settings, 4);
      assertThat(Rig.keys(all)).hasSize(20).doesNotHaveDuplicates().startsWith("1", "2", "3");
      assertThat(((Event) all.getFirst()).time()).isEqualTo("2026-11-01T00:00:00.000007Z");
      Position eleventh = all.get(10).position();
      assertThat(Rig.keys(Rig.from(settings, eleventh, 2)))
          .containsExactly("9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20");
    }
  }

  @Test
  void timestampsAreInstantsAndDatesWithTimesFollowTheZoneOfTheirColumn() throws Exception {
    try (Rig rig = server.rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE zoned (id INT PRIMARY KEY, at DATETIME(6), seen TIMESTAMP(3) NULL)",
              "SET time_zone = '+05:45'",
              """
              INSERT INTO zoned VALUES
                (1, '2026-10-25 01:59:00', '2026-10-25 05:45:00.250'),
                (2, '2026-10-25 02:10:00', NULL), (3, '2026-10-25 02:50:00', NULL),
                (4, '2026-03-29 02:30:00', '2026-03-29 02:30:00')
              """);
      JdbcSettings settings =
          table("zoned", "at", "id").zones(Map.of("at", "Europe/Berlin")).time("seen").settings();
      Polled polled = new Polled(settings, BEGINNING).run(Rig.NOW, 10, 9);
      Rig _ = rig.run("INSERT INTO zoned VALUES (5, '2026-10-25 02:05:00', NULL)");
      Polled _ = polled.run(Rig.NOW, 10, 9);
      Rig _ = rig.run("INSERT INTO zoned VALUES (6, '2026-10-25 03:00:00', NULL)");
      Polled _ = polled.run(Rig.NOW, 10, 9).run(Rig.NOW, 2, 9);
      assertThat(polled.handled).isEqualTo(Map.of("1", 1, "2", 1, "3", 1, "4", 1, "5", 1, "6", 1));
      List<Item> items = Rig.all(settings, 9);
      assertThat(Rig.keys(items)).startsWith("4", "1");
      assertThat(Rig.row(items.getFirst()).get("at")).isEqualTo("2026-03-29T01:00:00Z");
      assertThat(Rig.row(items.get(1)).get("at")).isEqualTo("2026-10-24T23:59:00Z");
      assertThat(((Event) items.get(1)).time()).isEqualTo("2026-10-25T00:00:00.250Z");
    }
  }

  @Test
  void rowsWithoutAPlaceAreHandledOnceAndBeforeTheOthers() throws Exception {
    try (Rig rig = server.rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE loose (name VARCHAR(9) PRIMARY KEY, id BIGINT UNIQUE, at DATETIME)",
              "INSERT INTO loose VALUES ('a', -9223372036854775808, NULL), ('b', 0, '2026-11-01"
                  + " 10:00:00'), ('c', -5, NULL), ('y', NULL, '2026-11-02 10:00:00'), ('x', NULL,"
                  + " NULL)");
      JdbcSettings byId = table("loose", "id").key("name").settings();
      for (int size = 1; size < 4; size++) {
        assertThat(Rig.keys(Rig.all(byId, size))).containsExactly("x", "y", "a", "c", "b");
      }
      JdbcSettings byTime = table("loose", "at").zone("UTC").settings();
      Polled polled = new Polled(byTime, BEGINNING).run(Rig.NOW, 2, 9).run(Rig.NOW, 1, 9);
      assertThat(polled.handled).isEqualTo(Map.of("a", 1, "b", 1, "c", 1, "x", 1, "y", 1));
      assertThat(Rig.keys(Rig.all(table("loose", "at").zone("UTC").withoutNulls().settings(), 1)))
          .containsExactly("b", "y");
    }
  }

  @Test
  void aRowThatIsCommittedLateIsFoundWhenTheYoungestAreHeldBack() throws Exception {
    String insert = "INSERT INTO held VALUES (%d, UTC_TIMESTAMP(6) - INTERVAL %d SECOND, 'row %d')";
    try (Rig rig = server.rig();
        Rig slow = server.rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE held (id INT PRIMARY KEY, at DATETIME(6), word VARCHAR(20))",
              insert.formatted(1, 3_600, 1));
      Rig _ = slow.run("START TRANSACTION", insert.formatted(2, 2_400, 2));
      Rig _ = rig.run(insert.formatted(3, 600, 3));
      PointerSettings held =
          BEGINNING.withLateness(
              PointerSettings.Lateness.DEFAULT.withHoldBack(Duration.ofMinutes(20)));
      Polled polled = new Polled(table("held", "at", "id").zone("UTC").settings(), held);
      assertThat(polled.run(now(rig), 10, 9).handled).isEqualTo(Map.of("1", 1));
      Rig _ = slow.run("COMMIT");
      assertThat(polled.run(now(rig), 10, 9).handled).isEqualTo(Map.of("1", 1, "2", 1));
      Rig _ = rig.run("UPDATE held SET at = at - INTERVAL 1200 SECOND WHERE id = 3");
      assertThat(polled.run(now(rig), 10, 9).run(now(rig), 1, 9).handled)
          .isEqualTo(Map.of("1", 1, "2", 1, "3", 1));
      assertThat(polled.alarms).isEmpty();
    }
  }

  private static Instant now(Rig rig) throws Exception {
    return rig.instant("SELECT UTC_TIMESTAMP(6)");
  }

  @Test
  void aWholeSetIsReadInOneStateAndAChangedRowHasAnotherVersion() throws Exception {
    try (Rig rig = server.rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE whole (a INT, b CHAR(4), word VARCHAR(9), PRIMARY KEY (a, b))",
              "INSERT INTO whole VALUES (1, 'x', 'one'), (1, 'y', 'two'), (2, 'x', NULL)");
      JdbcSettings settings = table("whole").settings();
      List<Item> before = Rig.all(settings, 1);
      try (Poller poller = Rig.open(settings)) {
        String stream = poller.streams().getFirst().name();
        Reading reading = Reading.pagesOf(Rig.NOW, 1);
        Page first = poller.poll(reading.request(stream, null, null, null));
        Rig _ =
            rig.run(
                "UPDATE whole SET word = 'three' WHERE b = 'y'",
                "DELETE FROM whole WHERE a = 2",
                "INSERT INTO whole VALUES (3, 'z', 'new')");
        Page second = poller.poll(reading.request(stream, null, null, first.next()));
        Page third = poller.poll(reading.request(stream, null, null, second.next()));
        assertThat(third.next()).isNull();
        assertThat(List.of(first.items(), second.items(), third.items()))
            .extracting(List::getFirst)
            .extracting(MariaDbTest::version)
            .isEqualTo(before.stream().map(MariaDbTest::version).toList());
      }
      List<Item> after = Rig.all(settings, 9);
      assertThat(Rig.keys(after))
          .containsExactly("[\"1\",\"x\"]", "[\"1\",\"y\"]", "[\"3\",\"z\"]");
      assertThat(version(after.getFirst())).isEqualTo(version(before.getFirst()));
      assertThat(version(after.get(1))).isNotEqualTo(version(before.get(1)));
    }
  }

  @Test
  void aTableThatChangedSinceItWasLookedAtIsLookedAtAnew() throws Exception {
    try (Rig rig = server.rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE altered (id INT PRIMARY KEY, at DATETIME, word VARCHAR(9))",
              "INSERT INTO altered VALUES (1, '2026-11-01 10:00:00', '7')");
      JdbcConnector connector = new JdbcConnector(new Drivers(Path.of("no-drivers")));
      JdbcSettings settings = table("altered", "id").zone("Asia/Tokyo").settings();
      for (int times = 0; times < 2; times++) {
        assertThat(onlyRow(connector, settings).get("at")).isEqualTo("2026-11-01T01:00:00Z");
      }
      Rig _ =
          rig.run(
              "SET time_zone = '+00:00'",
              "ALTER TABLE altered MODIFY word INT, MODIFY at TIMESTAMP NULL");
      assertThat(onlyRow(connector, settings).get("word")).isEqualTo(7L);
      Rig _ = rig.run("ALTER TABLE altered DROP word");
      assertThat(onlyRow(connector, settings).containsKey("word")).isFalse();
    }
  }

  private static Map<?, ?> onlyRow(JdbcConnector connector, JdbcSettings settings)
      throws Exception {
    try (Poller poller = connector.open(settings, Rig.CONTEXT)) {
      return Rig.row(Reading.pagesOf(Rig.NOW, 9).all(poller).values().iterator().next().getFirst());
    }
  }

  private static String version(Item item) {
    return String.valueOf(((Event) item).version());
  }

  @Test
  void aDateOfZerosCostsNoOtherRow() throws Exception {
    try (Rig rig = server.rig()) {
      Rig _ =
          rig.run(
              "SET sql_mode = ''",
              "CREATE TABLE zeros (id INT PRIMARY KEY, at DATETIME NOT NULL, day DATE)",
              "INSERT INTO zeros VALUES (1, '0000-00-00 00:00:00', '0000-00-00'), (2, '2026-11-01"
                  + " 10:00:00', '2026-00-00'), (3, '0000-00-00 00:00:00', '2026-11-01')");
      List<Item> byId = Rig.all(table("zeros", "id").zone("UTC").settings(), 2);
      assertThat(Rig.keys(byId)).containsExactly("1", "2", "3");
      assertThat(byId.get(1)).isInstanceOf(Unreadable.class);
      Polled polled =
          new Polled(table("zeros", "at", "id").columns("id").zone("UTC").settings(), BEGINNING)
              .run(Rig.NOW, 2, 9)
              .run(Rig.NOW, 9, 9);
      assertThat(polled.handled).isEqualTo(Map.of("1", 1, "2", 1, "3", 1));
      Item zero = Rig.all(table("zeros", "at", "id").zone("UTC").settings(), 2).getFirst();
      assertThat(zero.position()).isEqualTo(Position.NONE);
      assertThat(Rig.row(zero).get("at")).isNull();
    }
  }

  @Test
  void keysOfSeveralColumnsAndOddNamesArePagedSafely() throws Exception {
    try (Rig rig = server.rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE other.`a``b` (`x y` VARCHAR(9), n INT, PRIMARY KEY (`x y`, n))",
              "INSERT INTO other.`a``b` VALUES ('a', 1), ('A', 2), ('b', 1), ('b', 2), ('', 9)");
      List<Item> items = Rig.all(table("other.a`b").settings(), 2);
      assertThat(Rig.keys(items)).hasSize(5).doesNotHaveDuplicates();
    }
  }

  @Test
  void refusalsAreToldApartAndASlowStatementIsEnded() throws Exception {
    ConnectorFault wrong = Rig.fault(table("kinds", "id").login("nobody", "secret").settings());
    assertThat(wrong.kind()).isEqualTo(FaultKind.CREDENTIALS);
    assertThat(wrong.getMessage()).doesNotContain("secret");
    assertThat(Rig.fault(table("missing", "id").settings()).kind())
        .isEqualTo(FaultKind.CONFIGURATION);
    JdbcSettings writes =
        Changed.of(
                JdbcSettings.ofQuery(server.url(), "SELECT nextval(other.s) AS id", List.of("id")))
            .login("root", "")
            .unique()
            .settings();
    try (Rig rig = server.rig()) {
      Rig _ = rig.run("CREATE SEQUENCE other.s");
      assertThat(Rig.fault(writes).getMessage()).contains("READ ONLY");
    }
  }

  @Test
  void eachRowOfEightWritersIsReadExactlyOnce() throws Exception {
    try (Rig rig = server.rig()) {
      Rig _ =
          rig.run("CREATE TABLE burst (id BIGINT AUTO_INCREMENT PRIMARY KEY, word VARCHAR(20))");
    }
    String url = server.url();
    try (Writers writers = new Writers(url, "root", "", ConcurrentWriters.ROWS)) {
      // Missing ids are watched one by one, also those that were rolled back, so many of them.
      PointerSettings watchful =
          BEGINNING
              .withLateness(PointerSettings.Lateness.DEFAULT.withSettle(Duration.ofSeconds(2)))
              .withCaps(new PointerSettings.Caps(2_048, 5_000, 100_000, 1_000));
      ConcurrentWriters.readExactlyOnce(table("burst", "id").settings(), watchful, writers);
    }
  }
}
