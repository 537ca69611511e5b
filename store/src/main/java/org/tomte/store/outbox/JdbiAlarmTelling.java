package org.tomte.store.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.outbox.AlarmTelling;
import org.tomte.engine.outbox.NewDelivery;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;
import org.tomte.store.sql.Transactions;

/** What owners were told of alarms, in PostgreSQL; two nodes never tell the same. */
public final class JdbiAlarmTelling implements AlarmTelling {
  private static final String UNTOLD =
      """
      SELECT id, subject, name, kind, owner, words, daemons, since, latest, signals, ended, told
      FROM alarm WHERE told = 0 OR (told = 1 AND ended IS NOT NULL)
      ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED
      """;

  private static final String TOLD =
      "UPDATE alarm SET told = CASE WHEN ended IS NULL THEN 1 ELSE 2 END WHERE id = ANY (?)";

  private final Transactions transactions;

  /** Alarms of this database. */
  public JdbiAlarmTelling(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  private record Untold(Alarm alarm, boolean wasTold) {
    /** One that ended before anybody was told is no news. */
    boolean isNews() {
      return wasTold || alarm.ended() == null;
    }
  }

  @Override
  public int tell(Function<Alarm, List<NewDelivery>> notices) {
    return transactions.run((_, connection) -> {
      List<Untold> untold = untold(connection);
      if (untold.isEmpty()) {
        return 0;
      }
      List<NewDelivery> rows = new ArrayList<>();
      int told = 0;
      for (Untold each : untold) {
        List<NewDelivery> made = each.isNews() ? notices.apply(each.alarm()) : List.of();
        rows.addAll(made);
        told += made.isEmpty() ? 0 : 1;
      }
      if (!rows.isEmpty()) {
        OutboxRows.insert(connection, rows);
      }
      try (PreparedStatement statement = connection.prepareStatement(TOLD)) {
        new Parameters(statement)
            .array("bigint", untold.stream().map(each -> each.alarm().id()).toArray());
        statement.executeUpdate();
      }
      return told;
    });
  }

  private static List<Untold> untold(Connection connection) throws SQLException {
    List<Untold> untold = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(UNTOLD);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        untold.add(new Untold(alarm(row), row.getInt("told") == 1));
      }
    }
    return untold;
  }

  private static Alarm alarm(ResultSet row) throws SQLException {
    return new Alarm(
        row.getLong("id"),
        new AlarmCause(Rows.text(row, "subject"), Rows.text(row, "name"), Rows.text(row, "kind")),
        Rows.text(row, "owner"),
        Rows.text(row, "words"),
        List.of((String[]) row.getArray("daemons").getArray()),
        Rows.time(row, "since"),
        Rows.time(row, "latest"),
        row.getLong("signals"),
        Rows.timeOrNull(row, "ended"));
  }
}
