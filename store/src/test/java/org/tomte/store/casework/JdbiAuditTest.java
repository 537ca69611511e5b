package org.tomte.store.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.tomte.casework.audit.AuditEntry;
import org.tomte.casework.audit.AuditFilter;
import org.tomte.casework.audit.NewAuditEntry;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;

@OnEveryPostgreSql
class JdbiAuditTest {
  private static final Instant AT = Instant.parse("2031-03-01T10:00:00Z");

  private final Jdbi jdbi;
  private final JdbiAudit audit;

  JdbiAuditTest(TestDatabase database) {
    this.jdbi = Jdbi.create(database.dataSource());
    this.audit = new JdbiAudit(jdbi);
  }

  @Test
  void everyTableThatSaysWhoDidSomethingIsPartOfTheAudit() {
    List<String> tables =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT DISTINCT table_name FROM information_schema.columns
                    WHERE table_schema = 'public'
                      AND column_name IN ('who', 'ended_by', 'closed_by')
                      AND table_name <> 'outbox_switch' -- only its last state; commands are audited
                      AND table_name <> 'task' -- who closed it is among its changes
                    """)
                .mapTo(String.class)
                .list());
    assertThat(tables).hasSizeGreaterThan(5);
    String histories = String.join("\n", AuditHistories.all("true").values());
    assertThat(tables).allMatch(table -> histories.matches("(?s).*\\bFROM " + table + "\\b.*"));
  }

  @Test
  void everyHistoryIsRead() {
    jdbi.useHandle(handle -> {
      int daemon =
          handle
              .createQuery(
                  """
                  INSERT INTO definition (kind, name, revision, text, file, ordinal)
                  VALUES ('daemon', 'audited', 2, '', '', 0) RETURNING id
                  """)
              .mapTo(Integer.class)
              .one();
      handle.execute(
          "INSERT INTO definition_revision VALUES (?, 2, 'audited', '', 'changed', 'eve', 'asked',"
              + " ?::timestamptz)",
          daemon,
          AT.toString());
      handle.execute(
          "INSERT INTO daemon (id, enabled, anchor, created) VALUES (?, true, now(), now())",
          daemon);
      handle.execute(
          "INSERT INTO daemon_switch VALUES (?, ?::timestamptz, false, 'eve', 'moved')",
          daemon,
          AT.plusSeconds(1).toString());
      handle.execute(
          """
          INSERT INTO connection_pause (connection, since, until, who, why, said, ended, ended_by)
          VALUES ('mail', now(), '2031-03-02Z', 'bob', 'patch', ?::timestamptz, ?::timestamptz, 'ann')
          """,
          AT.plusSeconds(2).toString(),
          AT.plusSeconds(3).toString());
    });
    audit.append(NewAuditEntry.of(AT.plusSeconds(4), "ada", "secret set", "secret imap", "new"));
    List<AuditEntry> entries = audit.read(new AuditFilter(AT, null, null, null), null, 50);
    assertThat(entries)
        .extracting(each -> String.join(" | ", each.who(), each.what(), each.object(), each.why()))
        .containsExactly(
            "ada | secret set | secret imap | new",
            "ann | connection resumed | connection mail | ",
            "bob | connection paused | connection mail | patch",
            "eve | disabled | daemon audited | moved",
            "eve | definition changed | daemon audited | asked");
    assertThat(entries.get(2).after()).isEqualTo("until 2031-03-02T00:00:00Z");
    assertThat(entries.getLast().before()).isEqualTo("revision 1");
  }

  @Test
  void nobodyChangesWhatWasWrittenUnlessItIsPurged() {
    audit.append(NewAuditEntry.of(AT.minusSeconds(9), "ada", "x", "y", "z"));
    for (String sql :
        List.of(
            "UPDATE audit SET who = 'eve'",
            "DELETE FROM audit",
            "UPDATE change SET cause_name = 'eve'",
            "DELETE FROM change WHERE false",
            "TRUNCATE change")) {
      assertThatThrownBy(() -> jdbi.useTransaction(handle -> handle.execute(sql)))
          .as(sql)
          .hasMessageContaining("is append-only");
    }
    int purged =
        jdbi.inTransaction(handle -> {
          handle.execute("SET LOCAL tomte.purge = 'on'");
          return handle.execute("DELETE FROM audit WHERE what = 'x'");
        });
    assertThat(purged).isEqualTo(1);
  }
}
