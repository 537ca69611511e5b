package org.tomte.benchmarks.search;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A table of incidents as a team of years has it: 5 % are open. */
final class ManyIncidents {

  private static final String FILL =
      """
      INSERT INTO incident (number, label, title, description, type, category, severity, status,
        phase, owner, team, tags, reference, restricted, template, custom, set_by_person, opened,
        closed, closures, reopens, changed, status_since, phase_since, version, cause, cause_name,
        depth)
      SELECT n, 'INC-' || lpad(n::text, 7, '0'),
        (ARRAY['Phishing mail','Beacon','Failed logins','Malware','Lost laptop','Port scan',
          'Invoice fraud','Data leak'])[1 + n * 7919 % 8] || ' at host-' || n * 31 % 50000
          || ' from ' || (ARRAY['Berlin','Paris','Lyon','Graz','Oslo'])[1 + n * 104729 % 5],
        'Seen by sensor ' || n * 13 % 400 || '. ' || repeat((ARRAY['The user opened the file. ',
          'The connection was blocked. ','Nothing was found. ','The account was locked. '])
          [1 + n * 15485863 % 4], 4) || 'Case ' || md5(n::text),
        'malware', 'c' || n % 9,
        (ARRAY['critical','high','medium','low','info'])[1 + least(4, (n * 7907 % 100) / 12)],
        CASE WHEN n % 20 = 0 THEN (ARRAY['new','open','on-hold'])[1 + n / 20 % 3] ELSE 'closed' END,
        'detection-and-analysis',
        CASE WHEN n % 3 > 0 THEN 'analyst-' || n * 7 % 200 END, 'team-' || n % 12,
        ARRAY['t' || n % 500, 'u' || n * 17 % 2000], 'REF-' || n, n % 5000 = 0, 'general',
        jsonb_build_object('custom.asset', 'asset-' || n * 11 % 100000, 'custom.score', n % 1000),
        '{}', now() - (COUNT - n) * interval '60 seconds',
        CASE WHEN n % 20 > 0 THEN now() - (COUNT - n) * interval '59 seconds' END,
        1, 0, now() - (COUNT - n) * interval '58 seconds', now() - (COUNT - n) * interval '59 seconds',
        now() - (COUNT - n) * interval '60 seconds', 1, 2, 'ada', 0
      FROM generate_series(1::bigint, COUNT) n
      """;

  private ManyIncidents() {}

  /** Fills an empty table; the slow indexes are made afterwards, as they are much quicker then. */
  static void fill(DataSource database, int count) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      List<String> indexes = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'incident' AND"
                  + " indexdef LIKE '%USING gin%'")) {
        while (rows.next()) {
          indexes.add(rows.getString(1));
          indexes.add(rows.getString(2));
        }
      }
      for (int i = 0; i < indexes.size(); i += 2) {
        statement.execute("DROP INDEX " + indexes.get(i));
      }
      statement.execute("SET statement_timeout = 0");
      statement.execute("SET synchronous_commit = off");
      statement.execute(FILL.replace("COUNT", Integer.toString(count)));
      statement.execute("SET maintenance_work_mem = '512MB'");
      for (int i = 1; i < indexes.size(); i += 2) {
        statement.execute(indexes.get(i));
      }
      statement.execute(
          "INSERT INTO change (at, object_kind, object_id, field, cause, cause_name, depth)"
              + " SELECT opened, 1, number, 'created', 2, 'ada', 0 FROM incident");
      statement.execute("RESET ALL");
      statement.execute("VACUUM ANALYZE");
      statement.execute("CHECKPOINT");
    }
  }
}
