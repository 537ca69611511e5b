package org.tomte.store.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.MemorySearch;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.engine.search.CelConditions;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.PostgreSqlVersion;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.casework.SearchExpressions;
import org.tomte.testkit.casework.SearchSamples;

/** Ten thousand conditions find the same incidents in memory and in SQL. */
@OnEveryPostgreSql
class GeneratedSearchTest {
  private static final int EXPRESSIONS = 10_000;
  private static final int BATCH = 25;
  private static final long SEED = 20261125L;

  private final JdbiStore store;
  private final int expressions;
  private final SearchFields fields =
      SearchFields.of(ObjectKind.INCIDENT, SearchSamples.settings().fields());

  GeneratedSearchTest(TestDatabase database) {
    this.store = new JdbiStore(database);
    this.expressions =
        database.version() == PostgreSqlVersion.BUNDLED_18 ? EXPRESSIONS : EXPRESSIONS / 10;
  }

  @Test
  void generatedConditionsFindTheSameIncidents() {
    new SearchSamples(store, SEED).incidents(300);
    List<Incident> incidents = store.reader().incidents(IncidentFilter.ALL, 0, 1_000);
    SearchExpressions generated = new SearchExpressions(SEED);
    long found = 0;
    for (int i = 0; i < expressions; i += BATCH) {
      List<String> texts = new ArrayList<>();
      for (int j = 0; j < BATCH; j++) {
        texts.add(generated.next());
      }
      List<Condition> conditions =
          texts.stream().map(text -> new CelConditions().condition(text, fields)).toList();
      List<Set<Long>> inSql = store.jdbi().withHandle(handle -> inSql(handle, conditions));
      for (int j = 0; j < BATCH; j++) {
        Set<Long> inMemory = inMemory(incidents, conditions.get(j));
        found += inMemory.size();
        assertThat(inSql.get(j))
            .as("seed %d, expression %d: %s", SEED, i + j, texts.get(j))
            .isEqualTo(inMemory);
      }
    }
    assertThat(found).isBetween(expressions * 10L, expressions * 290L);
  }

  private Set<Long> inMemory(List<Incident> incidents, Condition condition) {
    SearchRequest request = SearchRequest.first(fields, condition, 1, SearchSamples.NOW);
    Set<Long> numbers = new TreeSet<>();
    for (Incident incident : incidents) {
      if (MemorySearch.meets(SearchTarget.INCIDENTS, incident, request)) {
        numbers.add(incident.number());
      }
    }
    return numbers;
  }

  /** Many in one statement: a round trip for each would take longer than the test may. */
  private List<Set<Long>> inSql(Handle handle, List<Condition> conditions) {
    SearchTable table = SearchTable.of(ObjectKind.INCIDENT);
    SearchValues values = new SearchValues();
    SearchTerms terms = new SearchTerms(table, fields, values, SearchSamples.NOW);
    SearchSql sql = new SearchSql(terms, table, values);
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      queries.add(
          "SELECT %d, number FROM incident WHERE %s".formatted(i, sql.of(conditions.get(i), true)));
    }
    Map<Integer, Set<Long>> found = new HashMap<>();
    values
        .bind(handle.createQuery(String.join("\nUNION ALL ", queries)))
        .map((row, context) ->
            found.computeIfAbsent(row.getInt(1), _ -> new TreeSet<>()).add(row.getLong(2)))
        .list();
    return IntStream.range(0, conditions.size())
        .mapToObj(i -> found.getOrDefault(i, Set.of()))
        .toList();
  }
}
