package org.tomte.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.store.testing.OnEveryPostgreSql;

@OnEveryPostgreSql
class CopyRowsTest {
  private static final String TABLE =
      """
      CREATE TEMPORARY TABLE every_type (n bigint, i integer, s smallint, t text, j jsonb, b boolean,
        y bytea, d date, z timestamptz, u uuid, l text[]) ON COMMIT DROP
      """;

  private final DataSource database;

  CopyRowsTest(DataSource database) {
    this.database = database;
  }

  /** A row; null stands for null in all columns but the first. */
  private record Row(long number, @Nullable Values values) {}

  private record Values(int whole, String text, Instant time, LocalDate day, List<String> list) {}

  private static final CopyRows<Row> COPY =
      new CopyRows<>(
          "every_type",
          List.of("n", "i", "s", "t", "j", "b", "y", "d", "z", "u", "l"),
          CopyRowsTest::write);

  private static void write(CopyBuffer buffer, Row row) {
    Values values = row.values();
    buffer.number(row.number());
    if (values == null) {
      buffer.integerOrNull(null).integerOrNull(null).text(null).json(null).flag(null).bytes(null);
      buffer.day(null).time(null).text(null).texts(List.of());
      return;
    }
    buffer
        .integer(values.whole())
        .small((short) values.whole())
        .text(values.text())
        .json("{\"a\": " + values.whole() + "}")
        .flag(values.whole() > 0)
        .bytes(values.text().getBytes(StandardCharsets.UTF_8))
        .day(values.day())
        .time(values.time())
        .uuid(new UUID(values.whole(), row.number()))
        .texts(values.list());
  }

  @Test
  void everyTypeIsReadBackAsItWasWritten() throws SQLException {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      rows.add(new Row(random.nextLong(), i % 7 == 0 ? null : values(random)));
    }
    try (Connection connection = begin();
        Statement statement = connection.createStatement()) {
      COPY.execute(connection, rows);
      try (ResultSet row = statement.executeQuery("SELECT * FROM every_type")) {
        for (Row each : rows) {
          row.next();
          assertThat(row.getLong("n")).isEqualTo(each.number());
          compare(row, each.values(), each.number());
        }
        assertThat(row.next()).isFalse();
      }
      connection.rollback();
    }
  }

  private static Values values(Random random) {
    Instant time = Instant.ofEpochSecond(random.nextLong(-20_000_000_000L, 20_000_000_000L));
    List<String> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(text(random));
    }
    return new Values(
        random.nextInt(),
        text(random),
        time.plusNanos(random.nextInt(1_000_000) * 1_000L),
        LocalDate.ofEpochDay(random.nextInt(-700_000, 700_000)),
        list);
  }

  private static String text(Random random) {
    String some = "a\\\"',{}\n\t\r é € 𝄞 \u0001 NULL \\N";
    int cut = some.offsetByCodePoints(0, random.nextInt(some.codePointCount(0, some.length())));
    return some.substring(cut).repeat(random.nextInt(12));
  }

  private static void compare(ResultSet row, @Nullable Values values, long number)
      throws SQLException {
    if (values == null) {
      for (String column : List.of("i", "s", "t", "j", "b", "y", "d", "z", "u", "l")) {
        assertThat(row.getObject(column)).as(column).isNull();
      }
      return;
    }
    assertThat(row.getInt("i")).isEqualTo(values.whole());
    assertThat(row.getShort("s")).isEqualTo((short) values.whole());
    assertThat(row.getString("t")).isEqualTo(values.text());
    assertThat(row.getString("j")).isEqualTo("{\"a\": " + values.whole() + "}");
    assertThat(row.getBoolean("b")).isEqualTo(values.whole() > 0);
    assertThat(row.getBytes("y")).isEqualTo(values.text().getBytes(StandardCharsets.UTF_8));
    assertThat(Rows.dayOrNull(row, "d")).isEqualTo(values.day());
    assertThat(Rows.time(row, "z")).isEqualTo(values.time());
    assertThat(row.getObject("u")).isEqualTo(new UUID(values.whole(), number));
    Object list = row.getArray("l") == null ? null : row.getArray("l").getArray();
    assertThat(list)
        .isEqualTo(values.list().isEmpty() ? null : values.list().toArray(String[]::new));
  }

  @Test
  void whatTheServerRefusesLeavesTheConnectionUsable() throws SQLException {
    try (Connection connection = begin();
        Statement statement = connection.createStatement()) {
      List<Row> bad =
          List.of(new Row(1, new Values(1, "a\0b", Instant.EPOCH, LocalDate.EPOCH, List.of())));
      assertThatThrownBy(() -> COPY.execute(connection, bad))
          .isInstanceOf(SQLException.class)
          .extracting(fault -> ((SQLException) fault).getSQLState())
          .isEqualTo("22021");
      connection.rollback();
      assertThat(statement.execute("SELECT 1")).isTrue();
    }
  }

  @Test
  void whatCannotBeWrittenLeavesTheConnectionUsable() throws SQLException {
    CopyRows<Row> failing =
        new CopyRows<>(
            "every_type",
            List.of("n"),
            (buffer, row) -> {
              throw new IllegalArgumentException("on purpose");
            });
    try (Connection connection = begin();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> failing.execute(connection, List.of(new Row(1, null))))
          .hasMessage("on purpose");
      connection.rollback();
      assertThat(statement.execute("SELECT 1")).isTrue();
    }
  }

  private Connection begin() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    return connection;
  }
}
