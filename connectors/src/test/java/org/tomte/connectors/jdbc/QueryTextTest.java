package org.tomte.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.connectors.jdbc.QueryText.Bind;

class QueryTextTest {

  @Test
  void bindsAreFoundOutsideTextsAndComments() {
    QueryText text =
        QueryText.parse(
            """
            -- what :from means
            SELECT a::text, ':until', "x:y", $t$ :until $t$, b ?| c[1:2] /* :launch */
            FROM t WHERE id > :from AND at < :UNTIL AND x = E'\\':from' AND y > :from
            """,
            Dialect.POSTGRESQL);
    assertThat(text.binds()).containsExactly(Bind.FROM, Bind.UNTIL, Bind.FROM);
    assertThat(text.sql())
        .contains("a::text", "':until'", "$t$ :until $t$", "b ??| c[1:2]", "id > ? AND at < ?")
        .doesNotContain(":launch", "what");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DELETE FROM t|must begin with SELECT or WITH, not with delete (1:1)",
        "(SELECT 1 LIMIT 1)|not with ( (1:1)",
        "SELECT 1; DROP TABLE t|one statement without ; (1:9)",
        "SELECT a FROM t LIMIT 10|has LIMIT",
        "SELECT a FROM t OFFSET 10|has OFFSET",
        "SELECT a FROM t FOR UPDATE|has FOR",
        "SELECT a INTO b FROM t|has INTO",
        "SELECT a FROM t WHERE x = :last|has the bind :last",
        "SELECT a FROM t WHERE x = 'open|text that is not closed",
        "SELECT a FROM t /* open|comment that is not closed",
        "SELECT /*! 1 */ a FROM t|comment that the database would obey",
        "SELECT (a FROM t|not closed",
        "SELECT a) FROM t|closes a parenthesis",
        "-- nothing|query is empty",
      })
  void whatIsNoPlainSelectIsRefused(String query, String words) {
    assertThatThrownBy(() -> QueryText.parse(query, Dialect.POSTGRESQL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aLimitInsideASubQueryIsItsOwnBusiness() {
    String query = "SELECT a, (SELECT b FROM u LIMIT 1) FROM t WHERE t.limit = 3";
    assertThat(QueryText.parse(query, Dialect.SQLITE).sql()).isEqualTo(query);
  }

  @Test
  void mariaDbReadsBackslashesAndHashesItsOwnWay() {
    QueryText text = QueryText.parse("SELECT 'it\\'s :from', a # :until\nFROM t", Dialect.MARIADB);
    assertThat(text.binds()).isEmpty();
    assertThatThrownBy(() -> QueryText.parse("SELECT a FROM t WHERE b = ?", Dialect.MARIADB))
        .hasMessageContaining("has a ?");
  }
}
