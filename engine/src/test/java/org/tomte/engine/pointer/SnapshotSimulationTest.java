package org.tomte.engine.pointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Position;
import org.tomte.api.StreamKind;
import org.tomte.engine.pointer.PointerSettings.Caps;

/** Folders whose files come, change and go, listed by runs that crash anywhere. */
@NullUnmarked
class SnapshotSimulationTest {

  /** A folder: names and versions. */
  private static final class Folder implements ModelSource {
    final TreeMap<String, Integer> files = new TreeMap<>();
    int listAtMost = Integer.MAX_VALUE;

    @Override
    public Page poll(PollRequest request) {
      List<Item> all = new ArrayList<>();
      files.forEach((name, version) ->
          all.add(
              new Listed(
                  name,
                  Position.NONE,
                  "v" + version,
                  () -> {
                    throw new IllegalStateException("the algebra loads nothing");
                  })));
      int size = Math.min(all.size(), listAtMost);
      int start = request.next() == null ? 0 : Integer.parseInt(request.next());
      int end = Math.min(size, start + request.maxEvents());
      return new Page(
          all.subList(Math.min(start, end), end),
          end < size ? String.valueOf(end) : null,
          null,
          null);
    }
  }

  private final Map<String, Integer> seen = new HashMap<>();
  private Folder folder;
  private ModelRunner runner;
  private Random random;
  private int number;
  private int removed;

  private void make(long seed, boolean gone, Start start) {
    random = new Random(seed);
    folder = new Folder();
    PointerSettings settings =
        PointerSettings.DEFAULT.withStart(start).withCaps(new Caps(64, 1, 100_000, 2));
    runner = new ModelRunner(new StreamKind.Snapshot(gone), settings, folder, random);
    runner.maxEvents = 1 + random.nextInt(6);
    runner.crash = random.nextInt(3) * 0.1;
    seen.clear();
    number = 0;
    removed = 0;
  }

  private void change() {
    for (int i = random.nextInt(5); i > 0; i--) {
      put("file-" + ++number, 1);
    }
    for (String name : List.copyOf(folder.files.keySet())) {
      int dice = random.nextInt(20);
      if (dice == 0) {
        put(name, folder.files.get(name) + 1);
      } else if (dice == 1) {
        folder.files.remove(name);
        removed++;
      }
    }
  }

  private void put(String name, int version) {
    folder.files.put(name, version);
    seen.put(name + "@v" + version, 1);
  }

  private void whole() {
    double crash = runner.crash;
    runner.crash = 0;
    assertThat(runner.run()).isTrue();
    runner.crash = crash;
  }

  @Test
  void everyAppearanceChangeAndDepartureIsSeenOnce() {
    for (long seed = 0; seed < 300; seed++) {
      make(seed, true, Start.BEGINNING);
      int kept = 0;
      for (int round = 0; round < 15; round++) {
        change();
        runner.run();
        whole();
        kept = folder.files.size();
        assertThat(runner.members.keys()).as("seed %d", seed).isEqualTo(folder.files.keySet());
      }
      // Every departure that was there at a complete listing before; others were never seen.
      assertThat(runner.gone).as("seed %d", seed).hasSize(number - kept - neverListed());
      assertThat(runner.gone.size()).isLessThanOrEqualTo(removed);
      onceEach(seed);
    }
  }

  /** Files that came and went between two listings. */
  private int neverListed() {
    int never = 0;
    for (int i = 1; i <= number; i++) {
      boolean listed = false;
      for (int version = 1; version < 20; version++) {
        listed |= runner.sink.decisions("file-" + i + "@v" + version) > 0;
      }
      never += listed ? 0 : 1;
    }
    return never;
  }

  private void onceEach(long seed) {
    for (String edition : seen.keySet()) {
      String name = edition.substring(0, edition.indexOf('@'));
      int effects = runner.sink.effects(edition);
      int decisions = runner.sink.decisions(edition);
      boolean current = edition.equals(name + "@v" + folder.files.get(name));
      if ((current && decisions != 1)
          || decisions > 1
          || effects != (ModelSink.hasEffects(name) ? decisions : 0)) {
        fail("seed %d, %s: %d decisions, %d effects".formatted(seed, edition, decisions, effects));
      }
    }
  }

  @Test
  void anInterruptedListingMakesNothingGone() {
    for (long seed = 10_000; seed < 10_100; seed++) {
      make(seed, true, Start.BEGINNING);
      for (int i = 0; i < 15; i++) {
        put("file-" + ++number, 1);
      }
      whole();
      for (int i = 0; i < 5; i++) {
        folder.files.remove(folder.files.firstKey());
      }
      runner.crash = 0;
      runner.maxEvents = 2;
      for (int pages = 1; pages < 5; pages++) {
        runner.maxPages = pages;
        assertThat(runner.run()).isFalse();
        assertThat(runner.gone).isEmpty();
      }
      runner.maxPages = Integer.MAX_VALUE;
      whole();
      assertThat(runner.gone).hasSize(5);
      assertThat(runner.members.keys()).isEqualTo(folder.files.keySet());
    }
  }

  @Test
  void aListingWithHolesMakesNothingGoneAndAlarms() {
    for (long seed = 20_000; seed < 20_100; seed++) {
      make(seed, true, Start.BEGINNING);
      int size = 20 + random.nextInt(30);
      for (int i = 0; i < size; i++) {
        put("file-" + ++number, 1);
      }
      whole();
      runner.crash = 0;
      folder.listAtMost = random.nextInt(size / 2);
      assertThat(runner.run()).isTrue();
      assertThat(runner.gone).isEmpty();
      assertThat(runner.alarms).contains(PointerAlarm.Cause.SMALL_SNAPSHOT);
      folder.listAtMost = Integer.MAX_VALUE;
      whole();
      assertThat(runner.gone).isEmpty();
      onceEach(seed);
    }
  }

  @Test
  void startNowTakesTheFilesThatAreThereAsKnown() {
    for (long seed = 30_000; seed < 30_100; seed++) {
      make(seed, false, Start.NOW);
      change();
      change();
      runner.run();
      whole();
      assertThat(runner.sink.decided()).isZero();
      seen.clear();
      for (int round = 0; round < 8; round++) {
        change();
        runner.run();
        whole();
      }
      assertThat(runner.gone).isEmpty();
      assertThat(runner.members.keys()).isEqualTo(folder.files.keySet());
      onceEach(seed);
    }
  }

  @Test
  void anUnchangedListingNeedsNoWriting() {
    make(1, true, Start.BEGINNING);
    put("a", 1);
    put("b", 1);
    whole();
    PointerState before = runner.state;
    whole();
    whole();
    assertThat(runner.state).isEqualTo(before);
    assertThat(runner.keys(Verdict.KNOWN)).containsExactly("a", "b");
  }
}
