package org.tomte.store.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@OnEveryPostgreSql
class PostgreSqlExtensionTest {

  private static final Set<String> SERVERS = new HashSet<>();

  private final TestDatabase database;

  PostgreSqlExtensionTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void hasTheSchemaAndTheServerThatWasAskedFor() throws SQLException {
    int major = database.version() == PostgreSqlVersion.BUNDLED_18 ? 18 : 15;
    assertThat(text("SHOW server_version")).startsWith(major + ".");
    assertThat(text("SELECT count(*) FROM flyway_schema_history WHERE success")).isNotEqualTo("0");
  }

  @Test
  void isNotTheServerOfAnotherPass() throws SQLException {
    assertThat(SERVERS.add(text("SHOW server_version"))).isTrue();
  }

  @Test
  void runsItsSessionsInAnOddZone() throws SQLException {
    assertThat(text("SHOW timezone")).isEqualTo("Pacific/Chatham");
  }

  @Test
  void sortsTextByCodePoints() throws SQLException {
    assertThat(text("SELECT string_agg(t, '' ORDER BY t) FROM unnest(ARRAY['b','a','B','ä']) t"))
        .isEqualTo("Babä");
  }

  @Test
  void givesFurtherDatabasesWithAndWithoutSchema() throws SQLException {
    String tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    try (TestDatabase another = database.another();
        TestDatabase empty = database.anotherEmpty()) {
      assertThat(text(another, tables)).isEqualTo(text(tables));
      assertThat(text(empty, tables)).isEqualTo("0");
    }
  }

  @Nested
  class Inside {

    @Test
    void sharesTheDatabaseOfTheOuterClass(TestDatabase inner) {
      assertThat(inner).isSameAs(database);
    }
  }

  private String text(String sql) throws SQLException {
    return text(database, sql);
  }

  private static String text(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
