package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.FieldType;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.incident.Lifecycle;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.MemorySearch;
import org.tomte.casework.search.SearchField;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.engine.expression.Bindings;
import org.tomte.engine.expression.Compilation;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.expression.Declarations;
import org.tomte.engine.expression.ExpressionCompiler;
import org.tomte.engine.expression.function.FunctionLibrary;
import org.tomte.engine.search.CelConditions;

/** A condition of a search means the same as the same text in a rule, over the same fields. */
class SearchMeaningTest {
  private static final int EXPRESSIONS = 3_000;
  private static final int EACH_OVER = 10;
  private static final long SEED = 20261125L;

  private final SearchFields fields =
      SearchFields.of(ObjectKind.INCIDENT, SearchSamples.settings().fields());
  private final Declarations declarations =
      Declarations.none().with("event", declared()).with("now", FieldType.TIME);

  @Test
  void generatedConditionsMeanTheSameInSearchesAndRules() {
    InMemoryStore store = new InMemoryStore();
    new SearchSamples(store, SEED).incidents(300);
    List<Incident> incidents = store.reader().incidents(IncidentFilter.ALL, 0, 1_000);
    List<Bindings> events = incidents.stream().map(this::event).toList();
    ExpressionCompiler compiler = new ExpressionCompiler(FunctionLibrary.plain());
    SearchExpressions expressions = new SearchExpressions(SEED);
    int compared = 0;
    int met = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String text = expressions.next();
      Condition condition = new CelConditions().condition(text, fields);
      Compilation compiled = compiler.compile(text, declarations, FieldType.BOOL);
      if (!(compiled instanceof Compiled rule)) {
        continue; // rules do not compare whole numbers with those with a fraction for equality
      }
      compared++;
      SearchRequest request = SearchRequest.first(fields, condition, 1, SearchSamples.NOW);
      for (int j = 0; j < EACH_OVER; j++) {
        int at = (i * 7 + j * 13) % incidents.size();
        boolean inSearch = MemorySearch.meets(SearchTarget.INCIDENTS, incidents.get(at), request);
        met += inSearch ? 1 : 0;
        assertThat(inSearch)
            .as("seed %d, expression %d over incident %d: %s", SEED, i, at + 1, text)
            .isEqualTo(rule.test(events.get(at)).matches());
      }
    }
    assertThat(compared).isGreaterThan(EXPRESSIONS / 2);
    assertThat(met).isBetween(compared, compared * EACH_OVER - compared);
  }

  private FieldType.Fields declared() {
    FieldType.Fields event = FieldType.closed();
    FieldType.Fields custom = FieldType.closed();
    FieldType.Fields cause = FieldType.closed();
    for (SearchField field : fields.all()) {
      String last = field.name().substring(field.name().indexOf('.') + 1);
      if (field.name().startsWith("custom.")) {
        custom = custom.with(last, type(field));
      } else if (field.name().startsWith("createdBy.")) {
        cause = cause.with(last, type(field));
      } else {
        event = event.with(last, type(field));
      }
    }
    return event.with("custom", custom).with("createdBy", cause);
  }

  private static FieldType type(SearchField field) {
    return switch (field.type()) {
      case TEXT, CHOICE -> FieldType.TEXT;
      case WHOLE -> FieldType.WHOLE;
      case DECIMAL, SPAN -> FieldType.ANY;
      case FLAG -> FieldType.BOOL;
      case TIME -> FieldType.TIME;
      case TEXTS -> FieldType.listOf(FieldType.TEXT);
    };
  }

  private Bindings event(Incident incident) {
    Map<String, @Nullable Object> event = new TreeMap<>();
    Map<String, @Nullable Object> custom = new TreeMap<>();
    incident
        .fields()
        .asMap()
        .forEach((name, value) -> {
          boolean empty = value instanceof List<?> list && list.isEmpty();
          if (name.startsWith("custom.") && !empty) {
            custom.put(name.substring(7), value);
          } else if (!empty) {
            event.put(name, value);
          }
        });
    Lifecycle life = incident.lifecycle();
    event.put("custom", custom);
    event.put("createdBy", cause(incident.createdBy()));
    event.put("number", incident.number());
    event.put("label", incident.label());
    event.put("opened", life.opened().toString());
    event.put("changed", life.changed().toString());
    event.put("statusSince", life.statusSince().toString());
    event.put("phaseSince", life.phaseSince().toString());
    event.put("closures", (long) life.closures());
    event.put("reopens", (long) life.reopens());
    Instant closed = life.closed();
    if (closed != null) {
      event.put("closed", closed.toString());
    }
    Instant end = closed == null ? SearchSamples.NOW : closed;
    event.put("age", Duration.between(life.opened(), end));
    event.put("idle", Duration.between(life.changed(), SearchSamples.NOW));
    event.put("inStatusFor", Duration.between(life.statusSince(), SearchSamples.NOW));
    event.put("inPhaseFor", Duration.between(life.phaseSince(), end));
    return Bindings.of(declarations, Map.of("event", event, "now", SearchSamples.NOW));
  }

  private static Map<String, @Nullable Object> cause(Cause cause) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    switch (cause) {
      case Cause.Daemon daemon -> {
        fields.put("kind", "daemon");
        fields.put("daemon", (long) daemon.daemon());
        if (daemon.rule() != null) {
          fields.put("rule", daemon.rule());
        }
      }
      case Cause.Person person -> fields.putAll(Map.of("kind", "person", "name", person.name()));
      case Cause.Import imported ->
          fields.putAll(Map.of("kind", "import", "name", imported.name()));
    }
    return fields;
  }
}
