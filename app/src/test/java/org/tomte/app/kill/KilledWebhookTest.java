package org.tomte.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.tomte.store.postgres.EmbeddedPostgres;
import org.tomte.store.postgres.EmbeddedSettings;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.RunFile;
import org.tomte.store.postgres.RunningInstance;
import org.tomte.store.postgres.ServerAddress;

/** Senders repeat what was not answered while the program that takes it is killed. */
@Tag("crash")
class KilledWebhookTest {
  private static final int SENDERS = 4;
  private static final int EACH = 400;
  private static final int KILLS = 5;
  private static final String DAEMON =
      """
      daemon: door
      owner: soc
      source: {type: webhook, allow: [127.0.0.0/8], format: json}
      mappings:
        door: {title: {from: body.title}}
      unmatched: {do: add-to-triage, mapping: door}
      """;

  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private volatile @Nullable URI door;

  @Test
  void whatIsAnsweredIsStoredOnceHoweverOftenTheProgramIsKilled(@TempDir Path folder)
      throws Exception {
    Path definitions = Files.createDirectories(folder.resolve("definitions"));
    Files.writeString(definitions.resolve("door.yaml"), DAEMON);
    Path home = folder.resolve("home");
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            InstanceHome.open(folder.resolve("server")), EmbeddedSettings.defaults())) {
      ServerAddress address =
          new ServerAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
      Findings findings = new Findings(database(address));
      ServedChild child = ServedChild.start(home, definitions, address);
      try {
        child.call("daemon", "enable", "door");
        find(child, home);
        List<CompletableFuture<Void>> senders = senders();
        child = killedAgainAndAgain(child, home, definitions, address);
        for (CompletableFuture<Void> sender : senders) {
          sender.get();
        }
        assertThat(findings.number("SELECT count(*) FROM triage_event")).isEqualTo(SENDERS * EACH);
        assertThat(findings.number("SELECT count(DISTINCT title) FROM triage_event"))
            .isEqualTo(SENDERS * EACH);
        assertThat(repeated.get()).as("requests that had to be repeated").isPositive();
      } finally {
        child.kill();
      }
    }
  }

  private ServedChild killedAgainAndAgain(
      ServedChild first, Path home, Path definitions, ServerAddress address) throws IOException {
    Random random = new Random(25_112_026);
    ServedChild child = first;
    for (int kill = 1; kill <= KILLS; kill++) {
      int wanted = SENDERS * EACH * kill / (KILLS + 1);
      Findings.await(child, "answers", () -> answered.get() >= wanted);
      Findings.pause(random.nextInt(40));
      child.kill();
      door = null;
      child = ServedChild.start(home, definitions, address);
      find(child, home);
    }
    return child;
  }

  private void find(ServedChild child, Path home) {
    RunFile file = new RunFile(InstanceHome.open(home));
    Findings.await(
        child,
        "an address",
        () -> {
          RunningInstance running = file.read().orElse(null);
          if (running == null || running.http() == null || !running.process().isAlive()) {
            return false;
          }
          door = URI.create(running.http() + "/hooks/door");
          return true;
        });
  }

  private List<CompletableFuture<Void>> senders() {
    List<CompletableFuture<Void>> senders = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      int number = sender;
      senders.add(CompletableFuture.runAsync(() -> send(number), Thread::startVirtualThread));
    }
    return senders;
  }

  private void send(int sender) {
    try (HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      for (int i = 0; i < EACH; i++) {
        String id = sender + "-" + i;
        while (!taken(client, id)) {
          repeated.incrementAndGet();
          Findings.pause(20);
        }
        answered.incrementAndGet();
      }
    }
  }

  private boolean taken(HttpClient client, String id) {
    URI to = door;
    if (to == null) {
      return false;
    }
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", id)
            .POST(HttpRequest.BodyPublishers.ofString("{\"title\": \"event %s\"}".formatted(id)))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException gone) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static PGSimpleDataSource database(ServerAddress address) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(address.url());
    source.setUser(address.user());
    source.setPassword(address.password());
    return source;
  }
}
