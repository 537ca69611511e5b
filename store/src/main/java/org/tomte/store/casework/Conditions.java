package org.tomte.store.casework;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Conditions that must all hold; values are only ever bound. */
final class Conditions {
  private final List<String> sql = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  Conditions and(String condition) {
    sql.add(condition);
    return this;
  }

  /** A condition with one value, left out when there is none. */
  Conditions and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.add(condition);
      values.put(name, value);
    }
    return this;
  }

  String text() {
    return String.join(" AND ", sql);
  }

  Query bind(Query query) {
    values.forEach(query::bind);
    return query;
  }
}
