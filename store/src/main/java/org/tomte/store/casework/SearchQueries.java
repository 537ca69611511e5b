package org.tomte.store.casework;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.search.Cursor;
import org.tomte.casework.search.SearchCount;
import org.tomte.casework.search.SearchPage;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.SearchType;
import org.tomte.casework.search.Seen;
import org.tomte.casework.search.SeenBy;
import org.tomte.casework.search.Sort;

/**
 * Pages and counts in SQL. A page is read in stages, so that each is the scan of an index: first
 * the objects that have a value in the field of the order (for words of a list: one word after the
 * other), then those that have none, by number.
 */
final class SearchQueries<T> {
  private static final String CREATION =
      """
      SELECT triage_event.xid::text::bigint AS last_place, triage_event.id AS last_sequence,
        triage_event.created AS last_at, triage_event.depth AS last_depth,
        triage_event.cause_daemon AS last_daemon
      UNION ALL
      """;

  private static final String UNATTENDED =
      """
       AND owner IS NULL AND NOT EXISTS (SELECT FROM change
        WHERE object_kind = 1 AND object_id = number AND change.cause = %d)
      """
          .formatted(CauseColumns.PERSON);

  private final SearchTarget<T> target;
  private final SearchRequest request;
  private final SearchTable table;
  private final Sort sort;
  private final Conditions visible;

  SearchQueries(SearchTarget<T> target, SearchRequest request, Visibility visibility) {
    this.target = target;
    this.request = request;
    this.table = SearchTable.of(target.kind());
    this.visible = visibility.of(target.kind(), new Conditions(), table.name());
    this.sort = request.sort();
  }

  /** Part of an order. */
  private sealed interface Stage {
    /** By number alone. */
    record Numbers() implements Stage {}

    /** What has a value, by that. */
    record Valued() implements Stage {}

    /** One word of a list. */
    record Word(String word) implements Stage {}

    /** What has none, or none of the words. */
    record Rest() implements Stage {}
  }

  SearchPage<T> page(Handle handle) {
    List<T> found = new ArrayList<>();
    Cursor after = request.after();
    for (Stage stage : stages(after)) {
      found.addAll(read(handle, stage, after, request.limit() + 1 - found.size()));
      after = null;
      if (found.size() > request.limit()) {
        List<T> page = found.subList(0, request.limit());
        return new SearchPage<>(page, target.place(page.getLast(), request));
      }
    }
    return new SearchPage<>(found, null);
  }

  SearchCount count(Handle handle, int most) {
    SearchValues values = new SearchValues();
    String sql =
        "SELECT count(*) FROM (SELECT FROM %s WHERE %s LIMIT :most) found"
            .formatted(table.name(), where(values));
    long number = query(handle, sql, values).bind("most", most + 1L).mapTo(Long.class).one();
    return new SearchCount(Math.min(number, most), number > most);
  }

  /** Objects with the last change that counts; the creation of a triage event is its own row. */
  List<Seen<T>> seen(Handle handle, SeenBy by) {
    SearchValues values = new SearchValues();
    Cursor after = request.after();
    String sql =
        """
        SELECT %1$s.*, last.last_place, last.last_sequence, last.last_at, last.last_depth
        FROM %1$s CROSS JOIN LATERAL (
          SELECT * FROM (%2$s
            SELECT xid::text::bigint AS last_place, sequence AS last_sequence, at AS last_at,
              change.depth AS last_depth, change.cause_daemon AS last_daemon
            FROM change WHERE object_kind = %3$d AND object_id = %1$s.%4$s) every
          WHERE :daemon::integer IS NULL OR last_daemon IS DISTINCT FROM :daemon::integer
          ORDER BY last_sequence DESC LIMIT 1) last
        WHERE %5$s AND %4$s > %6$s%7$s
        ORDER BY %4$s LIMIT :limit
        """
            .formatted(
                table.name(),
                target.kind() == ObjectKind.TRIAGE_EVENT ? CREATION : "",
                target.kind().code(),
                table.id(),
                where(values),
                values.whole(after == null ? 0 : after.id()),
                by.unattended() ? UNATTENDED : "");
    return query(handle, sql, values)
        .bind("daemon", by.daemon())
        .bind("limit", request.limit())
        .map((row, context) ->
            new Seen<>(
                target.type().cast(table.rows().map(row, context)),
                new ChangePosition(row.getLong("last_place"), row.getLong("last_sequence")),
                Columns.presentTime(row, "last_at"),
                row.getInt("last_depth")))
        .list();
  }

  private String where(SearchValues values) {
    SearchTerms terms = new SearchTerms(table, request.fields(), values, request.now());
    SearchSql sql = new SearchSql(terms, table, values);
    StringBuilder where = new StringBuilder(sql.of(request.condition(), true));
    if (target.kind() == ObjectKind.INCIDENT && !request.withDeleted()) {
      where.append(" AND deleted IS NULL");
    }
    request.words().forEach(word -> where.append(" AND ").append(sql.word(word)));
    return visible.text().isEmpty() ? where.toString() : where + " AND " + visible.text();
  }

  /** The stages from a place on. */
  private List<Stage> stages(@Nullable Cursor after) {
    List<Stage> all = new ArrayList<>();
    Stage first;
    if (sort.field().name().equals(request.fields().id())) {
      return List.of(new Stage.Numbers());
    }
    if (sort.field().type() == SearchType.CHOICE) {
      List<String> words = sort.field().words();
      (sort.descending() ? words.reversed() : words).forEach(word -> all.add(new Stage.Word(word)));
      all.add(new Stage.Rest());
      first =
          after != null && after.value() instanceof String word && words.contains(word)
              ? new Stage.Word(word)
              : new Stage.Rest();
    } else {
      all.add(new Stage.Valued());
      all.add(new Stage.Rest());
      first = after != null && after.value() != null ? new Stage.Valued() : new Stage.Rest();
    }
    return after == null ? all : all.subList(all.indexOf(first), all.size());
  }

  private List<T> read(Handle handle, Stage stage, @Nullable Cursor after, int limit) {
    SearchValues values = new SearchValues();
    return query(handle, sql(stage, after, values), values)
        .bind("limit", limit)
        .map((row, context) -> target.type().cast(table.rows().map(row, context)))
        .list();
  }

  /** How the database answers the first stage, line by line. */
  List<String> plan(Handle handle) {
    SearchValues values = new SearchValues();
    Cursor after = request.after();
    String sql = "EXPLAIN " + sql(stages(after).getFirst(), after, values);
    return query(handle, sql, values).bind("limit", request.limit() + 1).mapTo(String.class).list();
  }

  private String sql(Stage stage, @Nullable Cursor after, SearchValues values) {
    String direction = sort.descending() ? " DESC" : "";
    String key = stage instanceof Stage.Numbers ? table.id() : key();
    return "SELECT * FROM %s WHERE %s AND %s AND %s ORDER BY %s%s%s LIMIT :limit"
        .formatted(
            table.name(),
            where(values),
            within(stage, key, values),
            after == null ? "TRUE" : beyond(stage, after, values),
            stage instanceof Stage.Valued ? key + direction + ", " : "",
            table.id(),
            direction);
  }

  /**
   * A query that the server plans for its values each time. A plan for any value, which it would
   * keep after some calls, takes a rare word for a frequent one and reads the whole table.
   */
  private Query query(Handle handle, String sql, SearchValues values) {
    Query query = visible.bind(values.bind(handle.createQuery(sql)));
    return query.addCustomizer(
        new StatementCustomizer() {
          @Override
          public void beforeExecution(PreparedStatement statement, StatementContext context)
              throws SQLException {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
          }
        });
  }

  private String within(Stage stage, String key, SearchValues values) {
    return switch (stage) {
      case Stage.Numbers _ -> "TRUE";
      case Stage.Valued _ -> key + " IS NOT NULL";
      case Stage.Word(String word) -> column() + " = " + values.text(word);
      case Stage.Rest _ when sort.field().type() == SearchType.CHOICE ->
          "(%s IS NULL OR %s <> ALL (%s))"
              .formatted(column(), column(), values.texts(sort.field().words()));
      case Stage.Rest _ -> key + " IS NULL";
    };
  }

  private String beyond(Stage stage, Cursor after, SearchValues values) {
    String sign = sort.descending() ? " < " : " > ";
    String id = values.whole(after.id());
    Object value = after.value();
    if (!(stage instanceof Stage.Valued) || value == null) {
      return table.id() + sign + id;
    }
    String bound =
        switch (value) {
          case Instant time -> values.time(time);
          case Long whole -> values.whole(whole);
          default -> values.text(value.toString());
        };
    return "(%s, %s)%s(%s, %s)".formatted(key(), table.id(), sign, bound, id);
  }

  private String column() {
    SearchTerms terms = new SearchTerms(table, request.fields(), new SearchValues(), request.now());
    return table.column(sort.field().name()).form() == SearchColumn.Form.JSON
        ? terms.text(sort.field().name())
        : table.column(sort.field().name()).sql();
  }

  /** What the valued are in the order of: an indexed expression where there is one. */
  private String key() {
    return sort.field().type() == SearchType.TEXT
        ? "left(%s, %d) COLLATE \"C\"".formatted(column(), Sort.TEXT)
        : column();
  }
}
