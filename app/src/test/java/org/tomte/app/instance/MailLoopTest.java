package org.tomte.app.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.engine.DaemonId;
import org.tomte.engine.definition.revision.Author;
import org.tomte.engine.definition.revision.DefinitionFile;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.ImportOptions;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.store.testing.PostgreSql;
import org.tomte.store.testing.TestDatabase;

/** A daemon sends a mail for each mail of a mailbox, to that very mailbox. */
@PostgreSql
class MailLoopTest {
  private static final String DEFINITIONS =
      """
      team: soc
      ---
      connection: out
      type: smtp
      host: 127.0.0.1
      port: %d
      security: none
      from: tomte@example.com
      ---
      daemon: mails
      owner: soc
      source: {type: imap, host: 127.0.0.1, port: %d, encryption: none, user: soc, password: secret%s}
      start: beginning
      schedule: [{every: 1s}]
      mappings:
        one: {title: {from: subject}}
      rules:
        - id: all
          then:
            - {do: add-to-triage, mapping: one}
            - {do: send-email, id: told, connection: out, to: soc@example.com, subject: "Got {{ event.subject }}"}
      unmatched: discard
      """;

  @TempDir Path folder;
  private final GreenMail office =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
          });
  private final TestDatabase server;
  private TestDatabase database;
  private Instance instance;

  MailLoopTest(TestDatabase server) {
    this.server = server;
  }

  @BeforeEach
  void open() {
    office.start();
    office.setUser("soc@example.com", "soc", "secret");
    database = server.another();
    instance =
        Instance.open(
            new InstanceSettings(
                folder.resolve("home"),
                database.address().url(),
                Map.of(
                    "TOMTE_DB_USER", database.address().user(),
                    "TOMTE_DB_PASSWORD", database.address().password()),
                Clock.systemUTC()));
  }

  @AfterEach
  void close() {
    instance.close();
    database.close();
    office.stop();
  }

  private void begin(String more) {
    GreenMailUtil.sendTextEmail(
        "soc@example.com", "user@example.com", "report", "look", office.getSmtp().getServerSetup());
    Definitions definitions = instance.definitions();
    DefinitionFile file =
        DefinitionFile.of(
            "mails.yaml",
            DEFINITIONS.formatted(office.getSmtp().getPort(), office.getImap().getPort(), more));
    SaveOutcome outcome =
        definitions.apply(
            definitions.plan(List.of(file), ImportOptions.CAREFUL),
            new Definitions.Who("test", "because"));
    assertThat(outcome).isInstanceOf(SaveOutcome.Saved.class);
    DaemonId daemon = instance.definitionStore().daemon("mails").orElseThrow().id();
    Author author = new Author("anna", "", instance.clock().instant());
    assertThat(instance.definitionStore().enable(daemon, true, author)).isTrue();
    instance.startNode();
  }

  private long number(String sql) {
    return instance.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private void awaitNumber(String sql, long atLeast) {
    await(sql)
        .atMost(Duration.ofSeconds(30))
        .until(() -> number("SELECT coalesce((" + sql + "), 0)") >= atLeast);
  }

  @Test
  void ownMailsThatLandInTheMailboxMakeNothing() {
    begin("");
    awaitNumber("SELECT sum(left_out) FROM daemon_minute", 1);
    assertThat(office.getReceivedMessages()).hasSize(2);
    assertThat(number("SELECT count(*) FROM triage_event")).isOne();
    assertThat(number("SELECT count(*) FROM outbox")).isOne();
    assertThat(number("SELECT sum(left_out) FROM daemon_minute")).isOne();
  }

  @Test
  void askedForTheyAreReadLikeOthers() {
    begin(", own-mails: read");
    awaitNumber("SELECT count(*) FROM triage_event", 3);
    assertThat(number("SELECT coalesce(sum(left_out), 0) FROM daemon_minute")).isZero();
  }
}
