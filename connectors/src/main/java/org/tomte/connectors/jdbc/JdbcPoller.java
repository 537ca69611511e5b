package org.tomte.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.SourceContext;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;

/** Reads one table or query, page by page in its own order. */
final class JdbcPoller implements Poller {
  private final JdbcSettings settings;
  private final Dialect dialect;
  private final Session session;
  private final InstantSource clock;
  private final KnownSources known;
  private boolean remembered;
  private @Nullable Opened opened;
  private @Nullable Cursor cursor;
  private long pages;
  private WriterWatch.@Nullable Settled settled;
  private @Nullable Ahead ahead;

  JdbcPoller(JdbcSettings settings, SourceContext context, Drivers drivers, KnownSources known) {
    this.settings = settings;
    this.clock = context.clock();
    this.known = known;
    this.dialect = Dialect.of(settings.url());
    this.session = new Session(settings, drivers, context.daemon());
  }

  /** What was asked of the database once. */
  private record Opened(
      Source source, PageSql sql, RowEvents events, @Nullable WriterWatch watch) {}

  /** Where the page before ended. */
  private record Cursor(String name, boolean nulls, @Nullable List<Object> after) {}

  /** A page that is read while the engine works on the one before. */
  private record Ahead(Cursor at, PollRequest request, Future<Piece> piece) {

    /** Whether it is what is asked for now; the rest of a request is that of the whole reading. */
    boolean fits(Cursor wanted, PollRequest now) {
      return at.equals(wanted)
          && request.maxEvents() == now.maxEvents()
          && request.maxBytes() == now.maxBytes();
    }
  }

  @Override
  public List<StreamInfo> streams() throws ConnectorFault, InterruptedException {
    Opened now = opened();
    StreamKind kind =
        switch (now.source().tracking()) {
          case Tracking.Ids _ ->
              new StreamKind.OrderedIds(now.watch() == null && !dialect.writesOneByOne());
          case Tracking.Times times -> new StreamKind.Watermark(times.precision());
          case Tracking.Whole _ -> new StreamKind.Snapshot(settings.gone());
        };
    return List.of(new StreamInfo(now.source().stream(), kind));
  }

  private Opened opened() throws ConnectorFault, InterruptedException {
    Opened now = opened;
    if (now == null) {
      now = session.call("the source cannot be opened", this::open);
      if (now.source().tracking() instanceof Tracking.Whole) {
        session.readOneState();
      }
      opened = now;
    }
    return now;
  }

  private Opened open(Connection open) throws SQLException, ConnectorFault {
    SourceLookup lookup = new SourceLookup(session, settings);
    Source source = known.get(settings, clock.instant());
    remembered = source != null;
    if (source == null) {
      source = lookup.find(open);
      known.put(settings, source, clock.instant());
    }
    Column timeColumn = null;
    TimeScale timeScale = null;
    if (settings.time() != null) {
      timeColumn = lookup.column(source.columns(), settings.time());
      timeScale = lookup.scale(open, source.from(), timeColumn);
    } else if (source.tracking() instanceof Tracking.Times times) {
      timeColumn = times.time();
      timeScale = times.scale();
    }
    return new Opened(
        source,
        new PageSql(source, settings),
        new RowEvents(source, settings, timeColumn, timeScale),
        dialect == Dialect.POSTGRESQL ? WriterWatch.of(session, open, source) : null);
  }

  @Override
  public Page poll(PollRequest request) throws ConnectorFault, InterruptedException {
    try {
      return pollKnown(request);
    } catch (ConnectorFault fault) {
      known.forget(settings);
      // What was remembered of the table may be what is wrong.
      if (!remembered || request.next() != null) {
        throw fault;
      }
      opened = null;
      return pollKnown(request);
    }
  }

  private Page pollKnown(PollRequest request) throws ConnectorFault, InterruptedException {
    Opened now = opened();
    Cursor at = cursor(request, now.source());
    if (request.next() == null) {
      ahead = null;
      begin(now, request);
    }
    if (at.nulls()) {
      Page nulls = read(now, request, at);
      return nulls.items().isEmpty() ? read(now, request, named(false, null)) : nulls;
    }
    return read(now, request, at);
  }

  private Cursor cursor(PollRequest request, Source source) throws ConnectorFault {
    if (request.next() == null) {
      return named(readsNulls(source), null);
    }
    Cursor last = cursor;
    if (last == null || !last.name().equals(request.next())) {
      throw new ConnectorFault(
          FaultKind.INTERNAL,
          "%s: the page %s was asked for, which did not come last."
              .formatted(source.stream(), request.next()));
    }
    return last;
  }

  private Cursor named(boolean nulls, @Nullable List<Object> after) {
    return new Cursor("page " + ++pages, nulls, after);
  }

  private boolean readsNulls(Source source) {
    boolean whole = source.tracking() instanceof Tracking.Whole;
    Column first = source.order().getFirst();
    boolean times = source.tracking() instanceof Tracking.Times;
    boolean placeless = first.nullable() || (times && dialect.hasZeroDates(first.kind()));
    return settings.nulls() && !whole && placeless && !source.key().contains(first);
  }

  /** What is looked at once in a reading. */
  private void begin(Opened now, PollRequest request) throws ConnectorFault, InterruptedException {
    WriterWatch watch = now.watch();
    Long from = request.from() instanceof Position.Id id ? (Long) id.id() : null;
    settled =
        watch == null ? null : watch.settle(from, settings.waitForWriters(), request.signal());
    PageSql.Statement withoutKey = now.sql().withoutKey(request, settings.nulls());
    if (withoutKey != null
        && session.call("keys cannot be checked", open -> any(open, withoutKey))) {
      throw new ConnectorFault(
          FaultKind.BAD_DATA,
          "%s: %s: some rows have NULL in a column by which rows are told apart; use a key whose"
                  .formatted(settings.shownUrl(), now.source().stream())
              + " columns are never NULL, or leave such ids out with nulls: false.");
    }
  }

  private boolean any(Connection open, PageSql.Statement wanted) throws SQLException {
    try (PreparedStatement statement = session.prepare(open, wanted.sql())) {
      Binds.bind(statement, wanted.binds());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private Page read(Opened now, PollRequest request, Cursor at)
      throws ConnectorFault, InterruptedException {
    if (!at.nulls() && settled instanceof WriterWatch.Settled.Until(Long edge) && edge == null) {
      return Page.last(List.of());
    }
    Ahead begun = ahead;
    ahead = null;
    Piece piece =
        session.await(
            "reading failed",
            begun != null && begun.fits(at, request) ? begun.piece() : begin(now, request, at));
    Cursor next = next(now.source(), at, piece);
    cursor = next;
    if (piece.more() && next != null && !request.signal().stopRequested()) {
      ahead = new Ahead(next, request, begin(now, request, next));
    }
    return new Page(piece.items(), next == null ? null : next.name(), null, piece.clock());
  }

  private Future<Piece> begin(Opened now, PollRequest request, Cursor at) {
    Long edge = settled instanceof WriterWatch.Settled.Until until ? until.edge() : null;
    int most = (int) Math.min(Integer.MAX_VALUE - 1L, Math.max(1, request.maxEvents()));
    PageSql.Statement wanted =
        now.sql().page(request, new PageSql.Part(at.nulls(), at.after(), edge), most + 1);
    return session.begin(open -> piece(open, now, request, at, wanted));
  }

  /** What a statement brought. */
  private record Piece(
      List<Item> items, @Nullable List<Object> last, boolean more, @Nullable Instant clock) {}

  private @Nullable Cursor next(Source source, Cursor at, Piece piece) {
    if (piece.more()) {
      return named(at.nulls(), piece.last());
    }
    boolean rowsFollow = at.nulls() && !piece.items().isEmpty();
    return rowsFollow && readsNulls(source) ? named(false, null) : null;
  }

  private Piece piece(
      Connection open, Opened now, PollRequest request, Cursor at, PageSql.Statement wanted)
      throws SQLException, ConnectorFault {
    List<Item> items = new ArrayList<>();
    List<Object> last = at.after();
    boolean more = false;
    Instant sourceClock = clock(open, now.source());
    try (PreparedStatement statement = session.prepare(open, wanted.sql())) {
      Binds.bind(statement, wanted.binds());
      long bytes = 0;
      try (ResultSet rows = statement.executeQuery()) {
        checkColumns(now.source(), rows);
        while (rows.next()) {
          boolean stops = request.signal().stopRequested() && !items.isEmpty();
          if (items.size() >= request.maxEvents() || bytes > request.maxBytes() || stops) {
            more = true;
            break;
          }
          RowEvents.Row row = now.events().read(rows, at.nulls());
          checkOrder(now.source(), last, row.order());
          // The order of rows without an id is that of their keys.
          if (!at.nulls() && isBeyondGap(row.item(), last)) {
            break;
          }
          items.add(row.item());
          last = row.order();
          bytes += row.bytes();
        }
      }
    }
    return new Piece(items, last, more, sourceClock);
  }

  private void checkColumns(Source source, ResultSet rows) throws SQLException, ConnectorFault {
    if (remembered && !KnownSources.fits(source, rows.getMetaData())) {
      throw new ConnectorFault(
          FaultKind.UNAVAILABLE,
          "%s: %s: the columns have changed; they are looked at anew."
              .formatted(settings.shownUrl(), source.stream()));
    }
  }

  /** Equal rows stand side by side, so this finds all that are there. */
  private void checkOrder(Source source, @Nullable List<Object> last, List<Object> row)
      throws ConnectorFault {
    if (last != null && last.equals(row)) {
      throw new ConnectorFault(
          FaultKind.BAD_DATA,
          "%s: %s: two rows have the same values %s in %s, so there is no safe order; name other"
                  .formatted(
                      settings.shownUrl(),
                      source.stream(),
                      row,
                      source.order().stream().map(Column::name).toList())
              + " columns in tracking or key.");
    }
  }

  /** Whether a transaction that goes on may hold an id between this row and the one before. */
  private boolean isBeyondGap(Item item, @Nullable List<Object> before) {
    if (!(settled instanceof WriterWatch.Settled.Contiguous sure)
        || !(item.position() instanceof Position.Id id)) {
      return false;
    }
    Object last = before == null ? null : before.getFirst();
    long expected =
        last instanceof Number number ? number.longValue() + sure.increment() : sure.first();
    return id.id() != expected;
  }

  private @Nullable Instant clock(Connection open, Source source) throws SQLException {
    String sql = dialect.clock();
    if (sql == null || !(source.tracking() instanceof Tracking.Times)) {
      return null;
    }
    try (PreparedStatement statement = session.prepare(open, sql);
        ResultSet rows = statement.executeQuery()) {
      boolean _ = rows.next();
      boolean offset = dialect == Dialect.POSTGRESQL || dialect == Dialect.H2;
      return offset
          ? rows.getObject(1, OffsetDateTime.class).toInstant()
          : rows.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
