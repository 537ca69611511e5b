package org.tomte.store.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.casework.access.Access;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.search.PlainWords;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.Sort;
import org.tomte.engine.search.CelConditions;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.casework.SearchSamples;

/** Conditions are in a form that the indexes answer. */
@OnEveryPostgreSql
class SearchPlansTest {
  private final JdbiStore store;
  private final SearchFields fields =
      SearchFields.of(ObjectKind.INCIDENT, SearchSamples.settings().fields());

  SearchPlansTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          true                              | number:desc  |                | incident_pkey
          !has(closed)                      | number       |                | incident_open
          owner == 'ada'                    | number       |                | incident_owner
          owner in ['ada', 'grace']         | number       |                | incident_owner
          owner == 'ada' && !has(closed)    | number       |                | incident_open_owner
          reference == 'R-1'                | number       |                | incident_reference
          status == 'open'                  | number       |                | incident_status
          'vip' in tags                     | number       |                | incident_tags
          custom.note == 'x'                | number       |                | incident_custom
          'x' in custom.labels              | number       |                | incident_custom
          idle > duration('1h')             | number       |                | incident_changed
          opened > now - duration('1h')     | number       |                | incident_opened
          true                              | opened       |                | incident_opened
          true                              | closed:desc  |                | incident_closed
          true                              | severity     |                | incident_severity
          true                              | title        |                | incident_title
          true                              | owner:desc   |                | incident_owner
          true                              | number       | phishing       | incident_words
          true                              | number       | phishing       | incident_lines
          """)
  void anIndexAnswers(String condition, String sort, String words, String index) {
    SearchRequest request =
        SearchRequest.first(
                fields, new CelConditions().condition(condition, fields), 50, SearchSamples.NOW)
            .holding(words == null ? List.of() : PlainWords.of(words))
            .by(Sort.read(sort, fields));
    List<String> plan = store.jdbi().withHandle(handle -> plan(handle, request));
    assertThat(String.join("\n", plan)).contains(index + " ").doesNotContain("Seq Scan");
  }

  /** A small table would be read whole. */
  private static List<String> plan(Handle handle, SearchRequest request) {
    handle.execute("SET enable_seqscan = off");
    handle.execute("SET enable_sort = " + request.sort().field().name().equals("number"));
    try {
      return new SearchQueries<>(SearchTarget.INCIDENTS, request, new Visibility(Access.SYSTEM))
          .plan(handle);
    } finally {
      handle.execute("RESET enable_seqscan");
      handle.execute("RESET enable_sort");
    }
  }
}
