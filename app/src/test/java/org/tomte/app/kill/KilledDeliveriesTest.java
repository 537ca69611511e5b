package org.tomte.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.tomte.store.postgres.EmbeddedPostgres;
import org.tomte.store.postgres.EmbeddedSettings;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.ServerAddress;

/** The program is killed again and again while it sends mails and requests. */
@Tag("peer") // the mail server and the web server that it sends to are its peers
class KilledDeliveriesTest {
  private static final int OBJECTS = 150;
  private static final int AT_MOST = 25;
  private static final int WANTED = 3 * OBJECTS + AT_MOST;
  private static final int KILLS = 15;
  private static final List<String> STEPS = List.of("mail", "first", "second", "few");
  private static final String DEFINITIONS =
      """
      connection: mail-out
      type: smtp
      host: 127.0.0.1
      port: %d
      security: none
      from: tomte@example.com
      per-minute: 100000
      ---
      connection: tickets
      type: http
      url: http://127.0.0.1:%d/hook
      allow-private: true
      per-minute: 100000
      ---
      team: soc
      ---
      daemon: teller
      owner: soc
      source: {type: file, path: %s}
      start: beginning
      schedule: [{every: 1s}]
      limits: {page: 20}
      outputs: {record: {id: text}}
      mappings:
        one: {title: {from: record.id}}
      rules:
        - id: all
          then:
            - {do: create-incident, mapping: one}
            - {do: send-email, id: mail, to: [soc@example.com], subject: "{{ incident.title }} mail"}
            - {do: call-webhook, id: first, body: "{{ incident.title }} first"}
            - {do: call-webhook, id: second, body: "{{ incident.title }} second"}
            - {do: call-webhook, id: few, at-most: 25 per 30d, body: "{{ incident.title }} few"}
      unmatched: discard
      """;

  private final Arrivals arrivals = new Arrivals();
  private final Semaphore slow = new Semaphore(4);
  private MailSink mails;
  private HttpServer hooks;

  @BeforeEach
  void receivers() throws IOException {
    mails = new MailSink((id, subject) -> take(subject, id));
    hooks = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 200);
    hooks.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    hooks.createContext("/hook", this::hook);
    hooks.start();
  }

  @AfterEach
  void close() throws IOException {
    mails.close();
    hooks.stop(0);
  }

  private void hook(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      take(body, exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** Taken first, answered a little later: a kill in between makes a repeat. */
  private void take(String words, String id) {
    String[] objectAndStep = words.split(" ", 2);
    arrivals.add(new Arrivals.Arrival(objectAndStep[0], objectAndStep[1], id));
    slow.acquireUninterruptibly();
    try {
      Findings.pause(10);
    } finally {
      slow.release();
    }
  }

  @Test
  void everyDeliveryArrivesInOrderUnderOneIdHoweverOftenTheProgramIsKilled(@TempDir Path folder)
      throws Exception {
    Path definitions = Files.createDirectories(folder.resolve("definitions"));
    Path log = folder.resolve("log.jsonl");
    Files.writeString(
        definitions.resolve("all.yaml"),
        DEFINITIONS.formatted(mails.port(), hooks.getAddress().getPort(), log));
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            InstanceHome.open(folder.resolve("server")), EmbeddedSettings.defaults())) {
      ServerAddress address =
          new ServerAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
      Findings findings = new Findings(database(address));
      KillLog kills = new KillLog(25_112_026);
      ServedChild child = ServedChild.start(folder.resolve("home"), definitions, address);
      try {
        child.call("daemon", "enable", "teller");
        // Whoever stops in order leaves its classes for those that come after, which start faster.
        child.stop();
        Files.writeString(log, lines());
        child = ServedChild.start(folder.resolve("home"), definitions, address);
        for (int kill = 1; kill <= KILLS; kill++) {
          int wanted = WANTED * kill / (KILLS + 1);
          Findings.await(child, wanted + " deliveries", () -> arrivals.different() >= wanted);
          kills.pause(40);
          child.kill();
          kills.killed("the program", arrivals.different(), WANTED);
          leasesEnd(address);
          child = ServedChild.start(folder.resolve("home"), definitions, address);
        }
        Findings.await(child, "all deliveries", () -> open(findings) == 0);
        kills.explain(() -> check(findings));
        kills.checkThatWorkWasInterrupted();
      } finally {
        child.kill();
      }
    }
  }

  private static String lines() {
    return IntStream.range(0, OBJECTS)
        .mapToObj("{\"id\": \"E%d\"}\n"::formatted)
        .collect(Collectors.joining());
  }

  /** Stands for the minutes after which a dead process's claims are free for others. */
  private static void leasesEnd(ServerAddress address) {
    Jdbi.create(database(address))
        .useHandle(handle ->
            handle.execute("UPDATE outbox SET lease_until = now() WHERE lease_until IS NOT NULL"));
  }

  private static long open(Findings findings) {
    long made = findings.number("SELECT count(*) FROM outbox");
    return made < 4L * OBJECTS
        ? -1
        : findings.number("SELECT count(*) FROM outbox WHERE state = 1");
  }

  private void check(Findings findings) {
    assertThat(findings.number("SELECT count(*) FROM outbox WHERE state = 3")).isZero();
    assertThat(findings.number("SELECT count(*) FROM outbox WHERE hold = 'at-most'"))
        .isEqualTo(OBJECTS - AT_MOST);
    assertThat(arrivals.different()).isEqualTo(WANTED);
    assertThat(arrivals.idsByStep())
        .hasSize(WANTED)
        .allSatisfy((_, ids) -> assertThat(ids).hasSize(1));
    Set<String> objects = arrivals.stepsByObject().keySet();
    assertThat(objects).hasSize(OBJECTS);
    arrivals
        .stepsByObject()
        .forEach((object, steps) ->
            assertThat(steps.stream().map(STEPS::indexOf).toList())
                .as("%s: %s", object, steps)
                .isSorted()
                .contains(0, 1, 2));
    assertThat(arrivals.count()).as("repeats: %s", arrivals.count()).isGreaterThan(WANTED);
  }

  private static PGSimpleDataSource database(ServerAddress address) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(address.url());
    source.setUser(address.user());
    source.setPassword(address.password());
    return source;
  }
}
