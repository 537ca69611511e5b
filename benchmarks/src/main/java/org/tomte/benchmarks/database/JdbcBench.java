package org.tomte.benchmarks.database;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceSettings;
import org.tomte.benchmarks.Figure;
import org.tomte.benchmarks.Scratch;
import org.tomte.engine.DaemonId;

/**
 * A table read by the {@code jdbc} source through a filter that wants one row of ten thousand, from
 * the statement to the committed pointer, beside a loop that asks for the same pages and reads the
 * columns; and what a run costs that finds nothing.
 */
public final class JdbcBench {
  private static final int PAGE = 1_000;
  private static final int QUESTIONS = 200;

  private final int rows;
  private final int rounds;

  /**
   * A benchmark.
   *
   * @param rows of the table
   * @param rounds how many count; one comes before them
   */
  public JdbcBench(int rows, int rounds) {
    this.rows = rows;
    this.rounds = rounds;
  }

  /** Prints a line for each figure. */
  public void run() throws InterruptedException, ExecutionException {
    try (Scratch scratch = Scratch.open();
        Instance instance =
            Instance.open(
                new InstanceSettings(scratch.path(), null, Map.of(), InstantSource.system()))) {
      instance.startNode();
      SourceTable table = SourceTable.fill(instance.database().address(), rows);
      TableReader reader = new TableReader(instance, table);
      DaemonId last = read(reader, table, "jdbc.filtered", "0s");
      DaemonId _ = read(reader, table, "jdbc.kept", "7d");
      nothingNew(reader, table, last);
    }
  }

  private DaemonId read(TableReader reader, SourceTable table, String name, String keepUnmatched)
      throws InterruptedException, ExecutionException {
    List<Double> ours = new ArrayList<>();
    List<Double> peers = new ArrayList<>();
    List<Double> micros = new ArrayList<>();
    DaemonId daemon = null;
    for (int round = 0; round <= rounds; round++) {
      double bare = table.readBare(PAGE);
      daemon = reader.save("%s-%d".formatted(name.replace('.', '-'), round), PAGE, keepUnmatched);
      TableReader.Cost cost = reader.readAll(daemon);
      if (round > 0) {
        ours.add(cost.perSecond());
        peers.add(bare);
        micros.add(cost.cpuMicros());
      }
    }
    String peer = "bare keyset loop that reads the columns";
    System.out.println(new Figure(name, ours, peers, "rows/s", peer).line());
    List<Double> whole = peers.stream().map(each -> 1e6 / each).toList();
    System.out.println(
        new Figure(name + ".cpu", micros, whole, "us/row of the JVM", "the loop's whole time")
            .line());
    return java.util.Objects.requireNonNull(daemon, "a round was run");
  }

  private void nothingNew(TableReader reader, SourceTable table, DaemonId daemon)
      throws InterruptedException, ExecutionException {
    List<Double> ours = new ArrayList<>();
    List<Double> kept = new ArrayList<>();
    List<Double> anew = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double open = table.askBare(QUESTIONS);
      double fresh = table.askAnew(QUESTIONS);
      double own = reader.ask(daemon, QUESTIONS);
      if (round > 0) {
        ours.add(own);
        kept.add(open);
        anew.add(fresh);
      }
    }
    System.out.println(
        new Figure("jdbc.nothing-new", ours, kept, "ms/run", "bare select, open connection")
            .line());
    System.out.println(
        new Figure("jdbc.nothing-new.anew", ours, anew, "ms/run", "bare connect and select")
            .line());
  }
}
