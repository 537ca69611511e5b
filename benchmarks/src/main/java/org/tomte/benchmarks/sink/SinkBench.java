package org.tomte.benchmarks.sink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.tomte.api.Event;
import org.tomte.benchmarks.Figure;

/**
 * The way from a poller to the committed transaction (reading, rules, mapping, keys, objects, kept
 * events, counters, pointer) beside a loop that writes the same rows, round by round in turn.
 */
public final class SinkBench {
  private static final int PAGE = 1_000;
  private static final int EVERY_EVENT = 7;
  private static final int NO_EVENT = 99;
  private static final String PEER = "bare JDBC loop, the same rows";

  private final int events;
  private final int rounds;
  private final int warmUp;
  private long nextId = 1;

  /**
   * A benchmark.
   *
   * @param events how many a round has; a multiple of a thousand
   * @param rounds how many count
   * @param warmUp how many come before them
   */
  public SinkBench(int events, int rounds, int warmUp) {
    this.events = events;
    this.rounds = rounds;
    this.warmUp = warmUp;
  }

  /** Prints a line for each figure. */
  public void run() {
    try (Workbench bench = Workbench.open();
        Product product = new Product(bench)) {
      BareLoop.prepare(bench.peer());
      created(bench, product);
      unmatched(bench, product);
      new TrickleBench(bench, product, events / 2, rounds).run();
    } catch (SQLException failed) {
      throw new IllegalStateException("the benchmark failed", failed);
    }
  }

  private void created(Workbench bench, Product product) throws SQLException {
    Product.Daemon daemon = product.daemon(1, PAGE, EVERY_EVENT);
    Series speed = new Series();
    Series log = new Series();
    Series known = new Series();
    List<Double> rows = new ArrayList<>();
    for (int round = -warmUp; round < rounds; round++) {
      List<Event> sample = SampleEvents.of(nextId, events);
      nextId += events;
      long lastKept = Workbench.number(bench.product(), "SELECT max(id) FROM kept_event");
      long lastTriage = Workbench.number(bench.product(), "SELECT max(id) FROM triage_event");
      long before = rows(bench);
      bench.settle();
      long walBefore = bench.walBytes();
      Duration ours = daemon.run(sample);
      long walOurs = bench.walBytes() - walBefore;
      double perEvent = (double) (rows(bench) - before) / events;
      Written written = Written.since(bench.product(), lastKept, lastTriage);
      requireAll(written.size());
      forgetPointer(bench);
      Duration oursAgain = daemon.run(sample);
      try (BareLoop loop = new BareLoop(bench.peer())) {
        bench.settle();
        walBefore = bench.walBytes();
        Duration theirs = loop.run(events, PAGE, written.on(loop.connection(), PAGE));
        long walTheirs = bench.walBytes() - walBefore;
        RecordedTable.Writer keys = written.keys().new Writer(loop.connection(), PAGE);
        Duration theirsAgain = loop.run(events, PAGE, keys::write);
        if (round >= 0) {
          speed.add(perSecond(ours), perSecond(theirs));
          log.add((double) walOurs / events, (double) walTheirs / events);
          known.add(perSecond(oursAgain), perSecond(theirsAgain));
          rows.add(perEvent);
        }
      }
    }
    speed.print("sink.created", "events/s", PEER);
    log.print("sink.wal", "bytes/event", PEER);
    new Series(rows, List.of(3.0)).print("sink.rows", "rows/event", "limit");
    known.print("sink.known", "events/s", "bare insert of the same keys");
  }

  private void requireAll(int written) {
    if (written != events) {
      throw new IllegalStateException("%d of %d events were created".formatted(written, events));
    }
  }

  /** Rows of all tables of the product; what every transaction updates is among them once. */
  private static long rows(Workbench bench) {
    return Workbench.number(
        bench.product(),
        """
        SELECT sum((xpath('/row/c/text()', query_to_xml(
          format('SELECT count(*) AS c FROM %I', relname), false, true, '')))[1]::text::bigint)
        FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
          AND NOT relispartition
        """);
  }

  private static void forgetPointer(Workbench bench) {
    Workbench.run(
        bench.product(), "UPDATE stream SET kind = NULL, state = NULL, words = NULL, moved = NULL");
  }

  private double perSecond(Duration took) {
    return events * 1e9 / took.toNanos();
  }

  /** Events that no rule wants are packed into one row per page. */
  private void unmatched(Workbench bench, Product product) throws SQLException {
    Product.Daemon daemon = product.daemon(2, PAGE, NO_EVENT);
    Series speed = new Series();
    for (int round = -warmUp; round < rounds; round++) {
      List<Event> sample = SampleEvents.of(nextId, events);
      nextId += events;
      long last = Workbench.number(bench.product(), "SELECT max(id) FROM kept_block");
      bench.settle();
      Duration ours = daemon.run(sample);
      RecordedTable blocks =
          RecordedTable.read(
              bench.product(),
              "kept_block",
              """
              id, at, day, until, daemon, stream, bytes, marks, media_type, raw_size, packed, raw\
              """,
              "id > %d ORDER BY id".formatted(last),
              "");
      List<byte[]> texts = blocks.bytes("raw").stream().map(SinkBench::inflate).toList();
      bench.settle();
      try (BareLoop loop = new BareLoop(bench.peer())) {
        RecordedTable.Writer writer = blocks.new Writer(loop.connection(), 1);
        Duration theirs =
            loop.run(
                blocks.size(),
                1,
                from -> {
                  deflate(texts.get(from));
                  writer.write(from);
                });
        if (round >= 0) {
          speed.add(perSecond(ours), perSecond(theirs));
        }
      }
    }
    speed.print("sink.unmatched", "events/s", "deflating and writing the same blocks");
  }

  private static byte[] inflate(byte[] packed) {
    try (InflaterInputStream stream = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return stream.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void deflate(byte[] text) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream stream =
        new DeflaterOutputStream(java.io.OutputStream.nullOutputStream(), deflater)) {
      stream.write(text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      deflater.end();
    }
  }

  /** Pairs of one figure. */
  record Series(List<Double> ours, List<Double> theirs) {
    Series() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(double our, double their) {
      ours.add(our);
      theirs.add(their);
    }

    void print(String name, String unit, String peer) {
      System.out.println(new Figure(name, ours, theirs, unit, peer).line());
    }
  }
}
