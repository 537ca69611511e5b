package org.tomte.connectors.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.PollRequest;
import org.tomte.api.Position;
import org.tomte.connectors.jdbc.Binds.Bind;

/** Writes the statement of a page. All names are quoted and all values are bound. */
final class PageSql {
  private final Source source;
  private final Dialect dialect;
  private final @Nullable QueryText query;

  PageSql(Source source, JdbcSettings settings) {
    this.source = source;
    this.dialect = Dialect.of(settings.url());
    this.query = settings.query() == null ? null : QueryText.parse(settings.query(), dialect);
  }

  /** A statement with its values. */
  record Statement(String sql, List<Bind> binds) {}

  /**
   * Which rows of the source.
   *
   * @param nulls only the rows without a place instead of only those with one
   * @param after the values of the columns of the order in the last row that was read; null to
   *     begin
   * @param edge no larger ids; null for no bound
   */
  record Part(boolean nulls, @Nullable List<Object> after, @Nullable Long edge) {}

  /** The rows of a part. */
  Statement page(PollRequest request, Part part, int rows) {
    List<Bind> binds = new ArrayList<>(queryBinds(request));
    List<Column> order = part.nulls() ? source.key() : source.order();
    String where = where(request, part, order, binds);
    String sql =
        "SELECT %s FROM %s%s ORDER BY %s%s"
            .formatted(
                list(source.columns()),
                source.from(),
                where.isEmpty() ? "" : " WHERE " + where,
                list(order),
                dialect.limit(rows));
    return new Statement(sql, binds);
  }

  /**
   * Finds a row that could not be told from others.
   *
   * @param nulls whether rows without a place are to be read
   * @return null when the database says that there is none
   */
  @Nullable Statement withoutKey(PollRequest request, boolean nulls) {
    boolean ids = source.tracking() instanceof Tracking.Ids;
    boolean times = source.tracking() instanceof Tracking.Times;
    List<String> open =
        source.order().stream()
            .skip(times ? 1 : 0)
            .filter(column -> column.nullable() && !(ids && !nulls))
            .filter(column -> !ids || source.key().contains(column))
            .map(column -> name(column) + " IS NULL")
            .toList();
    if (open.isEmpty()) {
      return null;
    }
    List<Bind> binds = new ArrayList<>(queryBinds(request));
    String where = ids ? "" : where(request, new Part(false, null, null), source.order(), binds);
    String sql =
        "SELECT 1 FROM %s WHERE %s(%s)%s"
            .formatted(
                source.from(),
                where.isEmpty() ? "" : where + " AND ",
                String.join(" OR ", open),
                dialect == Dialect.SQLSERVER ? "" : dialect.limit(1));
    return new Statement(sql, binds);
  }

  private List<Bind> queryBinds(PollRequest request) {
    List<Bind> binds = new ArrayList<>();
    for (QueryText.Bind bind : query == null ? List.<QueryText.Bind>of() : query.binds()) {
      Object value =
          switch (bind) {
            case FROM -> from(request.from());
            case UNTIL -> until(request.until());
            case LAUNCH -> Binds.instant(request.launch(), dialect);
          };
      binds.add(Binds.of(value));
    }
    return binds;
  }

  /** One step lower than needed, so that > serves as well as >=; outside it is bounded exactly. */
  private Object from(@Nullable Position from) {
    if (from instanceof Position.At at && source.tracking() instanceof Tracking.Times times) {
      return times.scale().lower(at.time().minus(times.precision()));
    }
    return from instanceof Position.Id id ? (Object) id.id() : Binds.lowest(source.tracking());
  }

  private Object until(@Nullable Instant until) {
    return until != null && source.tracking() instanceof Tracking.Times times
        ? times.scale().upper(until.plus(times.precision()))
        : Binds.highest(source.tracking());
  }

  private String where(PollRequest request, Part part, List<Column> order, List<Bind> binds) {
    List<String> terms = new ArrayList<>();
    Column first = source.order().getFirst();
    if (part.nulls() && dialect.hasZeroDates(first.kind())) {
      terms.add("(%s IS NULL OR %s < ?)".formatted(name(first), name(first)));
      binds.add(Binds.of(Binds.lowest(source.tracking())));
    } else if (part.nulls()) {
      terms.add(name(first) + " IS NULL");
    } else {
      bounds(request, part, terms, binds);
    }
    if (part.after() != null) {
      terms.add(after(order, part.after(), binds));
    }
    return String.join(" AND ", terms);
  }

  private void bounds(PollRequest request, Part part, List<String> terms, List<Bind> binds) {
    switch (source.tracking()) {
      case Tracking.Ids(Column id) -> {
        boolean begins = part.after() == null;
        if (begins && request.from() instanceof Position.Id from) {
          compare(id, ">", from.id(), terms, binds);
        } else if (begins && id.nullable()) {
          terms.add(name(id) + " IS NOT NULL");
        }
        if (part.edge() != null) {
          compare(id, "<=", part.edge(), terms, binds);
        }
      }
      case Tracking.Times times -> {
        boolean begins = part.after() == null;
        if (begins && request.from() instanceof Position.At from) {
          compare(times.time(), ">=", times.scale().lower(from.time()), terms, binds);
        } else if (begins && dialect.hasZeroDates(times.time().kind())) {
          compare(times.time(), ">=", Binds.lowest(source.tracking()), terms, binds);
        } else if (begins && times.time().nullable()) {
          terms.add(name(times.time()) + " IS NOT NULL");
        }
        if (request.until() != null) {
          compare(times.time(), "<=", times.scale().upper(request.until()), terms, binds);
        }
      }
      case Tracking.Whole _ -> {}
    }
  }

  private void compare(
      Column column, String operator, Object value, List<String> terms, List<Bind> binds) {
    terms.add(name(column) + " " + operator + " ?");
    binds.add(Binds.of(column, value, dialect));
  }

  private String after(List<Column> order, List<Object> values, List<Bind> binds) {
    if (order.size() == 1) {
      binds.add(Binds.of(order.getFirst(), values.getFirst(), dialect));
      return name(order.getFirst()) + " > ?";
    }
    if (dialect.comparesRows()) {
      for (int i = 0; i < order.size(); i++) {
        binds.add(Binds.of(order.get(i), values.get(i), dialect));
      }
      String marks = String.join(", ", order.stream().map(_ -> "?").toList());
      return "(%s) > (%s)".formatted(list(order), marks);
    }
    return stepwise(order, values, binds);
  }

  /** a >= ? AND (a > ? OR (a = ? AND ...)): the first term is what an index is used for. */
  private String stepwise(List<Column> order, List<Object> values, List<Bind> binds) {
    Bind first = Binds.of(order.getFirst(), values.getFirst(), dialect);
    String name = name(order.getFirst());
    if (order.size() == 1) {
      binds.add(first);
      return name + " > ?";
    }
    binds.addAll(List.of(first, first, first));
    String rest = stepwise(order.subList(1, order.size()), values.subList(1, values.size()), binds);
    return "(%s >= ? AND (%s > ? OR (%s = ? AND %s)))".formatted(name, name, name, rest);
  }

  private String list(List<Column> columns) {
    return String.join(", ", columns.stream().map(this::name).toList());
  }

  private String name(Column column) {
    return dialect.quote(column.name());
  }
}
