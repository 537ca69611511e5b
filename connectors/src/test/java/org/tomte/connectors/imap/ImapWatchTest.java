package org.tomte.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tomte.connectors.oauth.TokenSource;

class ImapWatchTest {
  private static PostOffice office;

  @BeforeAll
  static void start() {
    office = new PostOffice();
  }

  @AfterAll
  static void stop() {
    office.close();
  }

  private static ImapWatch watch(GreenMailUser user, Duration renewal) {
    ImapSettings settings = Settings.of(office.port(), user.getLogin()).done();
    InstantSource clock = InstantSource.fixed(PostOffice.ARRIVED);
    return new ImapWatch(new Door(settings, new TokenSource(), clock, renewal), "INBOX");
  }

  private static Thread waiting(
      ImapWatch watch, Semaphore news, AtomicReference<@Nullable Exception> end) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            watch.await(news::release);
          } catch (Exception ended) {
            end.set(ended);
          }
        });
  }

  @Test
  void aMailIsToldOnceItIsThereAndSoIsTheBeginning() throws Exception {
    GreenMailUser user = office.user();
    Semaphore news = new Semaphore(0);
    AtomicReference<@Nullable Exception> end = new AtomicReference<>();
    Thread thread = waiting(watch(user, ImapWatch.RENEWAL), news, end);
    assertThat(news.tryAcquire(20, TimeUnit.SECONDS)).as("the beginning").isTrue();
    for (int number = 1; number <= 3; number++) {
      office.put(user, "INBOX", PostOffice.numbered(number), PostOffice.ARRIVED);
      assertThat(news.tryAcquire(20, TimeUnit.SECONDS)).as("mail %d", number).isTrue();
    }
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void idleIsRenewedAndStillHears() throws Exception {
    GreenMailUser user = office.user();
    Semaphore news = new Semaphore(0);
    AtomicReference<@Nullable Exception> end = new AtomicReference<>();
    Thread thread = waiting(watch(user, Duration.ofMillis(300)), news, end);
    assertThat(news.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    // Longer than several renewals: nobody tells anything meanwhile, and the link stays.
    assertThat(news.tryAcquire(2, TimeUnit.SECONDS)).isFalse();
    assertThat(end.get()).isNull();
    office.put(user, "INBOX", PostOffice.numbered(1), PostOffice.ARRIVED);
    assertThat(news.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
  }
}
