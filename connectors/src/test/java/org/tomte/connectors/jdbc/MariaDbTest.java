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
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.StreamKind;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.pointer.Start;

@Tag("peer")
class MariaDbTest {
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
      Polled polled =
          new Polled(settings, PointerSettings.DEFAULT.withStart(new Start.Beginning()))
              .run(Rig.NOW, 1, 9);
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
      ConcurrentWriters.readExactlyOnce(table("burst", "id").settings(), writers);
    }
  }
}
