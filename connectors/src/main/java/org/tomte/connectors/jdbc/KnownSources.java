package org.tomte.connectors.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What databases said of their tables, kept for a while: asking anew takes longer than a run that
 * finds nothing. Whether it still holds is seen by the types of what is read.
 */
final class KnownSources {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int MOST = 1_000;
  private static final Set<Dialect> WORTH_IT =
      Set.of(Dialect.POSTGRESQL, Dialect.MARIADB, Dialect.MYSQL);

  private final Map<String, Known> known = new Oldest();

  private record Known(Source source, Instant at) {}

  private static final class Oldest extends LinkedHashMap<String, Known> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
      return size() > MOST;
    }
  }

  /** What is known; null when it must be asked for. */
  synchronized @Nullable Source get(JdbcSettings settings, Instant now) {
    Known found = known.get(name(settings));
    if (found == null || now.isBefore(found.at())) {
      return null;
    }
    return now.isBefore(found.at().plus(KEPT)) ? found.source() : null;
  }

  synchronized void put(JdbcSettings settings, Source source, Instant now) {
    if (WORTH_IT.contains(Dialect.of(settings.url()))) {
      known.put(name(settings), new Known(source, now));
    }
  }

  synchronized void forget(JdbcSettings settings) {
    known.remove(name(settings));
  }

  /** Whether what is read has the columns that were expected. */
  static boolean fits(Source source, ResultSetMetaData data) throws SQLException {
    if (data.getColumnCount() != source.columns().size()) {
      return false;
    }
    for (Column column : source.columns()) {
      if (!column.shape().equals(Column.shape(data, column.index()))) {
        return false;
      }
    }
    return true;
  }

  /** Settings hold a password, so only their hash is kept. */
  private static String name(JdbcSettings settings) {
    try {
      byte[] text = settings.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
  }
}
