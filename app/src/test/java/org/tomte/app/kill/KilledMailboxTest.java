package org.tomte.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.casework.triage.TriageFilter;
import org.tomte.store.casework.JdbiCaseworkReader;
import org.tomte.store.testing.PostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.Dovecot;

/** The whole program reads a mailbox of dovecot, moves what it read, and is killed meanwhile. */
@PostgreSql
class KilledMailboxTest {
  private static final long SEED = 20_261_126;
  private static final String USER = "soc";
  private static final String DEFINITIONS =
      """
      team: soc
      ---
      daemon: mails
      owner: soc
      source: {type: imap, host: 127.0.0.1, port: PORT, encryption: none, user: soc, password: secret}
      start: beginning
      acknowledge: {done: {move: Done}}
      schedule: [{every: 1s}]
      limits: {page: 50}
      mappings:
        one: {title: {from: subject}}
      rules:
        - id: out
          when: event.subject.endsWith('7')
          then: [{do: discard, reason: on purpose}]
          stop: true
      unmatched: {do: add-to-triage, mapping: one}
      """;

  private final TestDatabase database;

  KilledMailboxTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  @Tag("peer")
  void nothingIsLostOrDoubled(@TempDir Path folder) throws IOException {
    attack(folder, 3_000, 8);
  }

  @Test
  @Tag("long")
  void nothingIsLostOrDoubledInTwentyThousandMails(@TempDir Path folder) throws IOException {
    attack(folder, 20_000, 50);
  }

  private void attack(Path folder, int mails, int kills) throws IOException {
    try (Dovecot dovecot = Dovecot.start(folder.resolve("dovecot"), Dovecot.Options.PLAIN)) {
      Path definitions = Files.createDirectories(folder.resolve("definitions"));
      Files.writeString(
          definitions.resolve("daemons.yaml"),
          DEFINITIONS.replace("PORT", String.valueOf(dovecot.port())));
      Path home = folder.resolve("home");
      dovecot.deliver(USER, "first", List.of());
      try (ServedChild child = ServedChild.start(home, definitions, database.address())) {
        child.call("daemon", "enable", "mails");
        child.stop();
      }
      Findings findings = new Findings(database.dataSource());
      Random random = new Random(SEED);
      int perKill = mails / kills;
      for (int kill = 0; kill < kills; kill++) {
        dovecot.deliver(USER, "k" + kill, mails(kill * perKill, perKill));
        try (ServedChild child = ServedChild.start(home, definitions, database.address())) {
          long before = findings.committed();
          Findings.await(child, "progress", () -> findings.committed() > before);
          Findings.pause(random.nextInt(250));
          child.kill();
        }
      }
      try (ServedChild child = ServedChild.start(home, definitions, database.address())) {
        awaitEnd(child, findings, dovecot, perKill * kills);
      }
      compare(findings, perKill * kills);
      assertThat(dovecot.count(USER, "Done")).as("moved, none twice").isEqualTo(perKill * kills);
    }
  }

  /** However much is left over, each step of it must come in time. */
  private static void awaitEnd(ServedChild child, Findings findings, Dovecot dovecot, int mails) {
    while (!ended(findings, dovecot, mails)) {
      long before = steps(findings, dovecot);
      Findings.await(
          child,
          "the next mail",
          () -> steps(findings, dovecot) > before || ended(findings, dovecot, mails));
    }
  }

  private static long steps(Findings findings, Dovecot dovecot) {
    try {
      return findings.committed() + dovecot.count(USER, "Done");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean ended(Findings findings, Dovecot dovecot, int mails) {
    try {
      return findings.committed() >= mails
          && dovecot.count(USER, "") == 0
          && findings.number("SELECT count(*) FROM pending_acknowledgement") == 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void compare(Findings findings, int mails) {
    List<String> titles = new ArrayList<>();
    new JdbiCaseworkReader(org.jdbi.v3.core.Jdbi.create(database.dataSource()))
        .triageEvents(TriageFilter.ALL, 0, 1_000_000)
        .forEach(event -> titles.add(event.title()));
    List<String> wanted =
        IntStream.range(0, mails)
            .mapToObj(number -> "mail " + number)
            .filter(title -> !title.endsWith("7"))
            .sorted()
            .toList();
    assertThat(titles.stream().sorted().toList()).isEqualTo(wanted);
    assertThat(findings.number("SELECT sum(new) FROM daemon_minute")).isEqualTo(mails);
    assertThat(findings.number("SELECT count(*) FROM quarantine")).isZero();
  }

  private static List<String> mails(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(number ->
            ("Message-ID: <%1$d@example.com>\r\nFrom: a@example.com\r\nTo: soc@example.com\r\n"
                    + "Subject: mail %1$d\r\nDate: Wed, 25 Nov 2026 08:00:00 +0000\r\n\r\n"
                    + "number %1$d\r\n")
                .formatted(number))
        .toList();
  }
}
