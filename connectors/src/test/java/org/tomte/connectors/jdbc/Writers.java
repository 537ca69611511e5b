package org.tomte.connectors.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Eight writers that commit after random delays, and roll a part of their work back. */
final class Writers implements AutoCloseable {
  private static final int WRITERS = 8;
  private static final int LONGEST_NANOS = 30_000_000;
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
  private final List<Future<?>> running = new ArrayList<>();

  /** The words of all rows that were committed. */
  final Set<String> committed = ConcurrentHashMap.newKeySet();

  /** Writes rows into {@code burst (id, word)}. */
  Writers(String url, String user, String password, int rows) {
    for (int writer = 0; writer < WRITERS; writer++) {
      int number = writer;
      running.add(
          threads.submit(() -> {
            try (Connection connection = DriverManager.getConnection(url, user, password)) {
              connection.setAutoCommit(false);
              write(connection, number, rows / WRITERS);
            }
            return null;
          }));
    }
  }

  private void write(Connection connection, int number, int rows) throws SQLException {
    Random random = new Random(number);
    int left = rows;
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO burst (word) VALUES (?)")) {
      while (left > 0) {
        List<String> words = new ArrayList<>();
        int size = Math.min(left, 1 + random.nextInt(60));
        for (int i = 0; i < size; i++) {
          words.add("%d-%d".formatted(number, left - i));
          insert.setString(1, words.getLast());
          int _ = insert.executeUpdate();
        }
        LockSupport.parkNanos(random.nextInt(LONGEST_NANOS));
        if (random.nextInt(20) == 0) {
          connection.rollback();
          continue;
        }
        connection.commit();
        committed.addAll(words);
        left -= size;
      }
    }
  }

  boolean areDone() throws ExecutionException, InterruptedException {
    for (Future<?> each : running) {
      if (!each.isDone()) {
        return false;
      }
      Object _ = each.get();
    }
    return true;
  }

  @Override
  public void close() {
    List<Runnable> _ = threads.shutdownNow();
    threads.close();
  }
}
