package org.tomte.store.quarantine;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tomte.engine.DaemonId;
import org.tomte.engine.quarantine.QuarantineStore.Filter;
import org.tomte.engine.quarantine.QuarantineStore.State;
import org.tomte.store.sql.Parameters;

/** What a filter asks for, as SQL whose values are bound. */
record Conditions(String where, List<Binder> binders) {

  /** Binds one value. */
  @FunctionalInterface
  interface Binder {
    void bind(Parameters parameters) throws SQLException;
  }

  static Conditions of(Filter filter) {
    List<String> texts = new ArrayList<>();
    List<Binder> binders = new ArrayList<>();
    DaemonId daemon = filter.daemon();
    if (daemon != null) {
      texts.add("q.daemon = ?");
      binders.add(parameters -> parameters.integer(daemon.value()));
    }
    String stage = filter.stage();
    if (stage != null) {
      texts.add("q.stage = ?");
      binders.add(parameters -> parameters.text(stage));
    }
    State state = filter.state();
    if (state != null) {
      texts.add("q.state = ?");
      binders.add(parameters -> parameters.integer(state.code()));
    }
    Instant from = filter.from();
    if (from != null) {
      texts.add("q.at >= ?");
      binders.add(parameters -> parameters.time(from));
    }
    Instant until = filter.until();
    if (until != null) {
      texts.add("q.at < ?");
      binders.add(parameters -> parameters.time(until));
    }
    Long before = filter.before();
    if (before != null) {
      texts.add("q.id < ?");
      binders.add(parameters -> parameters.number(before));
    }
    String where = texts.isEmpty() ? "" : "WHERE " + String.join(" AND ", texts);
    return new Conditions(where, binders);
  }

  Parameters bind(Parameters parameters) throws SQLException {
    for (Binder binder : binders) {
      binder.bind(parameters);
    }
    return parameters;
  }
}
