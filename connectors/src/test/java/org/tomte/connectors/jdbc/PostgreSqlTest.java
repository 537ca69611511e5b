package org.tomte.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.StreamKind;
import org.tomte.store.postgres.ServerAddress;
import org.tomte.store.testing.PostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.Reading;

@PostgreSql
class PostgreSqlTest {
  private final ServerAddress address;

  PostgreSqlTest(TestDatabase database) {
    address = database.address();
  }

  private Rig rig() throws Exception {
    return new Rig(address.url(), address.user(), address.password());
  }

  private Changed table(String name, String... tracking) {
    return Changed.of(JdbcSettings.ofTable(address.url(), name, List.of(tracking)))
        .login(address.user(), address.password());
  }

  @Test
  void everyTypeBecomesAPlainValue() throws Exception {
    try (Rig rig = rig()) {
      Rig _ =
          rig.run(
              "CREATE TYPE mood AS ENUM ('sad', 'ok')",
              """
              CREATE TABLE kinds (id int PRIMARY KEY, b bool, r real, d float8, n numeric, w
                numeric(40), c char(5), day date, clock time, l timestamp(3), z timestamptz, raw
                bytea, u uuid, j jsonb, a int[], t text[][], x xml, net inet, m mood, bits bit(3),
                cash money, gone text)
              """,
              """
              INSERT INTO kinds VALUES (1, true, 0.1, 'NaN', 1.50, 1e30, 'ab', '2026-11-25',
                '03:17', '2026-11-25 03:17:00.125', '2026-11-25 03:17:00+02', '\\x00ff',
                'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"k": [1, 2.5, null]}', '{1,NULL}',
                '{{a,b},{c,d}}', '<a/>', '10.0.0.1', 'ok', B'101', 1.5, NULL)
              """);
      Map<?, ?> row = Rig.row(Rig.all(table("kinds", "id").settings(), 9).getFirst());
      assertThat(row.get("b")).isEqualTo(true);
      assertThat(row.get("r")).isEqualTo(0.1);
      assertThat(row.get("d")).isEqualTo("NaN");
      assertThat(row.get("n")).isEqualTo(new BigDecimal("1.50"));
      assertThat(row.get("w")).isEqualTo(new BigInteger("1" + "0".repeat(30)));
      assertThat(row.get("c")).isEqualTo("ab");
      assertThat(row.get("day")).isEqualTo("2026-11-25");
      assertThat(row.get("clock")).isEqualTo("03:17:00");
      assertThat(row.get("l")).isEqualTo("2026-11-25T03:17:00.125");
      assertThat(row.get("z")).isEqualTo("2026-11-25T01:17:00Z");
      assertThat(row.get("raw")).isEqualTo("AP8=");
      assertThat(row.get("u")).isEqualTo("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
      assertThat(row.get("j"))
          .isEqualTo(Map.of("k", Arrays.asList(1L, new BigDecimal("2.5"), null)));
      assertThat(row.get("a")).isEqualTo(Arrays.asList(1L, null));
      assertThat(row.get("t")).isEqualTo(List.of(List.of("a", "b"), List.of("c", "d")));
      assertThat(row.get("x")).isEqualTo("<a/>");
      assertThat(row.get("net")).isEqualTo("10.0.0.1");
      assertThat(row.get("m")).isEqualTo("ok");
      assertThat(row.get("bits")).isEqualTo("101");
      assertThat(row.containsKey("gone")).isTrue();
      assertThat(row.get("gone")).isNull();
    }
  }

  @Test
  void namesThatNeedQuotesAndKeysOfOtherTypesArePagedSafely() throws Exception {
    try (Rig rig = rig()) {
      Rig _ =
          rig.run(
              "CREATE SCHEMA \"Odd; schema\"",
              "CREATE TABLE \"Odd; schema\".\"a\"\"b\" (\"x y\" inet, u uuid, t timetz,"
                  + " PRIMARY KEY (\"x y\", u, t))",
              "INSERT INTO \"Odd; schema\".\"a\"\"b\" SELECT ('10.0.0.' || i)::inet,"
                  + " gen_random_uuid(), '10:00+01' FROM generate_series(1, 7) i");
      List<Item> items = Rig.all(table("Odd; schema.a\"b").settings(), 2);
      assertThat(Rig.keys(items)).hasSize(7).doesNotHaveDuplicates();
    }
  }

  @Test
  void refusalsAreToldApartAndHoldNoPassword() throws Exception {
    try (Rig rig = rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE closed (id int PRIMARY KEY)",
              "CREATE ROLE nobody LOGIN PASSWORD 'very-secret'");
      Changed nobody = table("closed", "id").login("nobody", "very-secret");
      assertThat(Rig.fault(nobody.settings()).kind()).isEqualTo(FaultKind.CREDENTIALS);
      ConnectorFault wrong = Rig.fault(nobody.login("nobody", "other-secret").settings());
      assertThat(wrong.kind()).isEqualTo(FaultKind.CREDENTIALS);
      assertThat(wrong.getMessage()).doesNotContain("other-secret").endsWith(".");
      assertThat(wrong.getCause()).isNull();
      assertThat(Rig.fault(table("missing", "id").settings()).getMessage())
          .contains("no table missing", "closed");
      JdbcSettings away =
          JdbcSettings.ofTable("jdbc:postgresql://127.0.0.1:1/x", "t", List.of("id"));
      assertThat(Rig.fault(away).kind()).isEqualTo(FaultKind.UNAVAILABLE);
      JdbcSettings writes =
          Changed.of(
                  JdbcSettings.ofQuery(address.url(), "SELECT nextval('s') AS id", List.of("id")))
              .login(address.user(), address.password())
              .unique()
              .settings();
      Rig _ = rig.run("CREATE SEQUENCE s");
      assertThat(Rig.fault(writes).getMessage()).contains("read-only transaction");
    }
  }

  @Test
  void anIdThatCommitsLateIsWaitedForAndWhatFollowsItIsHeldBack() throws Exception {
    try (Rig rig = rig();
        Rig slow = rig()) {
      Rig _ =
          rig.run("CREATE TABLE late (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, w text)");
      Rig _ = rig.run("INSERT INTO late (w) VALUES ('one')");
      Rig _ = slow.run("BEGIN", "INSERT INTO late (w) VALUES ('two')");
      Rig _ = rig.run("INSERT INTO late (w) VALUES ('three')");
      JdbcSettings settings = table("late", "id").waits(Duration.ofMillis(50)).settings();
      try (Poller poller = Rig.open(settings)) {
        assertThat(poller.streams().getFirst().kind()).isEqualTo(new StreamKind.OrderedIds(false));
      }
      assertThat(Rig.keys(Rig.all(settings, 9))).containsExactly("1");
      assertThat(Rig.keys(Rig.all(settings, 1))).containsExactly("1");
      assertThat(Rig.from(settings, new Position.Id(1), 9)).isEmpty();
      Rig _ = slow.run("COMMIT");
      assertThat(Rig.keys(Rig.from(settings, new Position.Id(1), 9))).containsExactly("2", "3");
    }
  }

  @Test
  void aNumberTakenBeforeTheInsertIsWaitedForAsWellAndOneGivenBackIsNot() throws Exception {
    try (Rig rig = rig();
        Rig slow = rig()) {
      Rig _ = rig.run("CREATE TABLE early (id bigserial PRIMARY KEY, w text)");
      Rig _ = slow.run("BEGIN", "SELECT nextval('early_id_seq')");
      Rig _ = rig.run("INSERT INTO early (w) VALUES ('two')");
      JdbcSettings settings = table("early", "id").waits(Duration.ofMillis(50)).settings();
      assertThat(Rig.all(settings, 9)).isEmpty();
      Rig _ = slow.run("INSERT INTO early VALUES (1, 'one')", "COMMIT");
      assertThat(Rig.keys(Rig.all(settings, 9))).containsExactly("1", "2");
      Rig _ = slow.run("BEGIN", "INSERT INTO early (w) VALUES ('gone')", "ROLLBACK");
      Rig _ = rig.run("INSERT INTO early (w) VALUES ('four')");
      assertThat(Rig.keys(Rig.from(settings, new Position.Id(2), 9))).containsExactly("4");
    }
  }

  @Test
  void aTableThatChangedSinceItWasLookedAtIsLookedAtAnew() throws Exception {
    try (Rig rig = rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE altered (id bigint PRIMARY KEY, word text, spare int)",
              "INSERT INTO altered VALUES (1, '7', 1), (2, '8', 2)");
      JdbcConnector connector = new JdbcConnector(new Drivers(Path.of("no-drivers")));
      JdbcSettings settings = table("altered", "id").settings();
      for (int times = 0; times < 2; times++) {
        assertThat(read(connector, settings).getFirst()).containsEntry("word", "7");
      }
      Rig _ =
          rig.run("ALTER TABLE altered ALTER word TYPE int USING word::int, ALTER spare TYPE text");
      assertThat(read(connector, settings).getFirst())
          .containsEntry("word", 7L)
          .containsEntry("spare", "1");
      Rig _ = rig.run("ALTER TABLE altered DROP spare, ADD fresh text DEFAULT 'new'");
      assertThat(read(connector, settings).getLast())
          .containsEntry("fresh", "new")
          .doesNotContainKey("spare");
    }
  }

  private static List<Map<Object, Object>> read(JdbcConnector connector, JdbcSettings settings)
      throws Exception {
    try (Poller poller = connector.open(settings, Rig.CONTEXT)) {
      List<Map<Object, Object>> rows = new ArrayList<>();
      for (List<Item> items : Reading.pagesOf(Rig.NOW, 9).all(poller).values()) {
        items.forEach(item -> rows.add(new HashMap<>(Rig.row(item))));
      }
      return rows;
    }
  }

  @Test
  void sequencesThatGiveNoProofLeaveMissingIdsToTheEngine() throws Exception {
    try (Rig rig = rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE cached (id bigint GENERATED ALWAYS AS IDENTITY (CACHE 20) PRIMARY KEY)",
              "CREATE VIEW seen AS SELECT id FROM cached");
      for (Changed each : List.of(table("cached", "id"), table("seen", "id").unique())) {
        try (Poller poller = Rig.open(each.settings())) {
          assertThat(poller.streams().getFirst().kind()).isEqualTo(new StreamKind.OrderedIds(true));
        }
      }
    }
  }

  @Test
  void boundsOfAQueryAreTypedValues() throws Exception {
    try (Rig rig = rig()) {
      Rig _ =
          rig.run(
              "CREATE TABLE shown (id int, at timestamptz(0), tags jsonb)",
              "INSERT INTO shown SELECT i, timestamptz '2026-11-01 00:00+00' + i * interval '1"
                  + " hour', '{\"k\": 1}' FROM generate_series(1, 9) i");
      JdbcSettings settings =
          Changed.of(
                  JdbcSettings.ofQuery(
                      address.url(),
                      "SELECT id, at FROM shown WHERE at > :from AND at < :until AND at < :launch"
                          + " AND tags ? 'k'",
                      List.of("at", "id")))
              .login(address.user(), address.password())
              .unique()
              .settings();
      List<Item> all = Rig.all(settings, 4);
      assertThat(Rig.keys(all)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
      assertThat(((Event) all.getFirst()).time()).isEqualTo("2026-11-01T01:00:00Z");
      assertThat(Rig.keys(Rig.from(settings, all.get(7).position(), 9))).containsExactly("8", "9");
    }
  }
}
