package org.tomte.app.instance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.Seal;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.connection.Pauses;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.outbox.AlarmNotices;
import org.tomte.engine.outbox.DefinitionOutlets;
import org.tomte.engine.outbox.OutboxAlarms;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.outbox.OutboxWorker;
import org.tomte.engine.outbox.Sending;

/** What a node does about deliveries: sends them, tells of alarms, removes what is old. */
final class OutboxRuntime implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutboxRuntime.class);
  private static final Duration ENDED_KEPT = Duration.ofDays(30);
  private static final Duration HELD_KEPT = Duration.ofDays(90);

  private final OutboxStore store;
  private final OutboxWorker worker;
  private final AlarmNotices notices;
  private final OutboxAlarms alarms;
  private final InstantSource clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private OutboxRuntime(
      OutboxStore store,
      Sending sending,
      AlarmNotices notices,
      OutboxAlarms alarms,
      InstantSource clock) {
    this.store = store;
    this.worker = new OutboxWorker(store, sending, clock, System::nanoTime, threads);
    this.notices = notices;
    this.alarms = alarms;
    this.clock = clock;
  }

  static OutboxRuntime of(
      InstanceFoundation foundation,
      StoreParts stores,
      AlarmBook book,
      Supplier<CompiledSet> definitions,
      Installed installed,
      Pauses pauses) {
    InstantSource clock = foundation.clock();
    OutboxStore store = stores.outbox();
    DefinitionOutlets outlets =
        new DefinitionOutlets(
            definitions,
            installed,
            text -> foundation.vault(stores).resolve(text).reveal(),
            stores.blobs(),
            place(foundation));
    return new OutboxRuntime(
        store,
        new Sending(store, outlets, book, clock, foundation.masker(), pauses),
        new AlarmNotices(stores.alarmTelling(), definitions, installed, clock),
        new OutboxAlarms(store, book),
        clock);
  }

  /** The identity itself is the secret of the seal, so what is sent bears a name made of it. */
  private static DefinitionOutlets.Place place(InstanceFoundation foundation) {
    Seal seal = seal(foundation);
    return new DefinitionOutlets.Place(seal.on("instance"), foundation.clock(), seal);
  }

  static Seal seal(InstanceFoundation foundation) {
    return foundation
        .jdbi()
        .withHandle(handle ->
            Seal.of(
                handle
                    .createQuery("SELECT identity::text FROM instance")
                    .mapTo(String.class)
                    .one()));
  }

  void send() {
    worker.turn();
  }

  void tellAlarms() {
    notices.tell();
  }

  void look() {
    alarms.look();
  }

  void removeOld() {
    Instant now = clock.instant();
    int removed = store.remove(now.minus(ENDED_KEPT), now.minus(HELD_KEPT));
    log.info("Retention removed {} deliveries that had ended", removed);
  }

  @Override
  public void close() {
    worker.close();
    threads.shutdownNow();
  }
}
