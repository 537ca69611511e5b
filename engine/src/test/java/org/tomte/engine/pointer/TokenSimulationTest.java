package org.tomte.engine.pointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Position;
import org.tomte.api.StreamKind;
import org.tomte.engine.pointer.PointerSettings.Caps;

/** Sources that say where to go on, some of them badly, read by runs that crash anywhere. */
@NullUnmarked
class TokenSimulationTest {

  /** A log; a token is the number of events before it. */
  private static final class Log implements ModelSource {
    final List<String> keys = new ArrayList<>();
    boolean tokenOnEveryPage = true;
    int overlap;

    @Override
    public Page poll(PollRequest request) {
      int token = request.token() == null ? 0 : Integer.parseInt(request.token());
      int start =
          request.next() == null ? Math.max(0, token - overlap) : Integer.parseInt(request.next());
      int end = Math.min(keys.size(), start + request.maxEvents());
      List<Event> items = new ArrayList<>();
      for (String key : keys.subList(start, end)) {
        items.add(Event.of(key, Position.NONE, null, Map.of()));
      }
      boolean last = end == keys.size();
      String next = last ? null : String.valueOf(end);
      return new Page(items, next, last || tokenOnEveryPage ? String.valueOf(end) : null, null);
    }
  }

  private Log log;
  private ModelRunner runner;
  private Random random;

  private void make(long seed, Start start) {
    random = new Random(seed);
    log = new Log();
    PointerSettings settings =
        PointerSettings.DEFAULT.withStart(start).withCaps(new Caps(64, 1, 100_000, 10));
    runner = new ModelRunner(new StreamKind.Token(), settings, log, random);
    runner.maxEvents = 2 + random.nextInt(4);
    log.overlap = random.nextInt(3);
    log.tokenOnEveryPage = random.nextBoolean();
    runner.crash = random.nextInt(3) * 0.15;
  }

  private void grow() {
    for (int i = random.nextInt(8); i > 0; i--) {
      log.keys.add("event-" + log.keys.size());
    }
  }

  private void onceEach(long seed, int first) {
    for (String key : log.keys.subList(first, log.keys.size())) {
      int decisions = runner.sink.decisions(key + "@null");
      int effects = runner.sink.effects(key + "@null");
      if (decisions != 1 || effects != (ModelSink.hasEffects(key) ? 1 : 0)) {
        fail(
            "seed %d, %s: %d decisions, %d effects, overlap %d, %s"
                .formatted(seed, key, decisions, effects, log.overlap, runner.state));
      }
    }
  }

  @Test
  void crashesAndOverlapsLoseAndDoubleNothing() {
    for (long seed = 0; seed < 500; seed++) {
      make(seed, Start.BEGINNING);
      for (int round = 0; round < 12; round++) {
        grow();
        runner.run();
      }
      runner.crash = 0;
      assertThat(runner.run()).isTrue();
      onceEach(seed, 0);
    }
  }

  @Test
  void startNowTakesWhatIsThereAsKnown() {
    for (long seed = 10_000; seed < 10_150; seed++) {
      make(seed, Start.NOW);
      grow();
      grow();
      double crash = runner.crash;
      runner.crash = 0;
      assertThat(runner.run()).isTrue();
      runner.crash = crash;
      assertThat(runner.sink.decided()).isZero();
      int there = log.keys.size();
      for (int round = 0; round < 8; round++) {
        grow();
        runner.run();
      }
      runner.crash = 0;
      assertThat(runner.run()).isTrue();
      onceEach(seed, there);
    }
  }

  @Test
  void aTokenThatDoesNotMoveRepeatsNothing() {
    make(1, Start.BEGINNING);
    runner.crash = 0;
    log.overlap = 100;
    log.keys.addAll(List.of("a", "b", "c"));
    for (int run = 0; run < 5; run++) {
      runner.run();
    }
    onceEach(1, 0);
  }
}
