package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.STREAM;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.judged;
import static org.tomte.testkit.CommitSetup.many;
import static org.tomte.testkit.CommitSetup.pointer;
import static org.tomte.testkit.CommitSetup.triage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.PointerChange;
import org.tomte.engine.commit.PointerMove;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.pointer.Member;
import org.tomte.engine.pointer.SnapshotDelta;

/** What every store must do with pointers, their members, and epochs. */
public abstract class PointersContract {
  private CommitSetup setup;
  private DaemonId daemon;
  private long epoch;
  private StreamName stream;
  private Pointers pointers;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  @BeforeEach
  void openADaemon() {
    SettableClock clock = new SettableClock(START);
    setup = new CommitSetup(store(clock), clock);
    daemon = setup.daemon();
    epoch = setup.epoch(daemon);
    stream = new StreamName(daemon, STREAM);
    pointers = setup.store.pointers();
  }

  @Test
  void movesForAPersonAndRemembersWhoAndWhy() {
    setup.committed(setup.batch(daemon, epoch, 9, many("a", 2)));
    PointerChange change = pointers.move(stream, pointer(3), "ann", "page 4 was lost");

    assertThat(change.before()).extracting(each -> each.words()).isEqualTo("after page 9");
    assertThat(change.after()).extracting(each -> each.words()).isEqualTo("after page 3");
    assertThat(setup.pointerOf(daemon)).isEqualTo("after page 3");
    assertThat(pointers.history(stream, 5)).containsExactly(change);
    assertThat(change.who()).isEqualTo("ann");
    assertThat(change.why()).isEqualTo("page 4 was lost");
    assertThat(change.at()).isEqualTo(START);
  }

  @Test
  void stopsRunsOfBeforeWhenAPersonMovesAPointer() {
    setup.committed(setup.batch(daemon, epoch, 9, many("a", 2)));
    pointers.move(stream, pointer(3), "ann", "again");

    assertThat(setup.commit(setup.batch(daemon, epoch, 10, many("b", 2))))
        .isEqualTo(new BatchOutcome.Stale(epoch + 1));
    assertThat(setup.pointerOf(daemon)).isEqualTo("after page 3");
  }

  @Test
  void countsMovesSoThatWhoRemembersPointersHears() {
    setup.committed(setup.batch(daemon, epoch, 9, many("a", 2)));
    long before = pointers.moves();
    setup.committed(setup.batch(daemon, epoch, 10, many("b", 2)));
    assertThat(pointers.moves()).isEqualTo(before);
    pointers.move(stream, pointer(3), "ann", "again");
    long moved = pointers.moves();
    assertThat(moved).isGreaterThan(before);
    pointers.undo(stream, "ben", "no");
    assertThat(pointers.moves()).isGreaterThan(moved);
  }

  @Test
  void undoesAMove() {
    setup.committed(setup.batch(daemon, epoch, 9, many("a", 2)));
    pointers.move(stream, pointer(3), "ann", "again");
    PointerChange undone = pointers.undo(stream, "ben", "wrong stream").orElseThrow();

    assertThat(setup.pointerOf(daemon)).isEqualTo("after page 9");
    assertThat(undone.who()).isEqualTo("ben");
    assertThat(pointers.history(stream, 1)).containsExactly(undone);
    assertThat(pointers.history(stream, 5)).hasSize(2);
    pointers.undo(stream, "ben", "no, right");
    assertThat(setup.pointerOf(daemon)).isEqualTo("after page 3");
    assertThat(pointers.undo(new StreamName(daemon, "never"), "ben", "x")).isEmpty();
  }

  @Test
  void beginsAnewWithoutPointerAndMembers() {
    commitMembers(new SnapshotDelta(members(3, "v1"), List.of(), List.of()));
    PointerChange change = pointers.move(stream, null, "ann", "all again");

    assertThat(change.after()).isNull();
    assertThat(pointers.of(stream)).isEmpty();
    assertThat(pointers.of(daemon)).isEmpty();
    assertThat(pointers.missingMembers(stream, _ -> false, 10)).isEmpty();
  }

  @Test
  void countsWhatWouldBeKnown() {
    setup.committed(setup.batch(daemon, epoch, 1, many("a", 5)));
    List<KeyHash> keys = IntStream.range(0, 8).mapToObj(i -> KeyHash.of("a" + i)).toList();

    assertThat(pointers.countKnown(stream, keys)).isEqualTo(5);
    assertThat(pointers.countKnown(stream, List.of())).isZero();
    assertThat(pointers.countKnown(new StreamName(daemon, "other"), keys)).isZero();
  }

  private static List<Member> members(int count, String version) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Member(KeyHash.of("m" + i), KeyHash.of(version), "m" + i))
        .toList();
  }

  private void commitMembers(SnapshotDelta delta) {
    Batch batch = setup.batch(daemon, epoch, 1, List.of());
    PointerMove move = new PointerMove(STREAM, "snapshot", "{}", "a folder", delta);
    setup.committed(
        new Batch(
            daemon,
            Batch.WHOLE,
            epoch,
            batch.run(),
            batch.mode(),
            List.of(judged(event("e" + delta.hashCode()), triage("E"))),
            List.of(move),
            batch.counters(),
            batch.keep()));
  }

  @Test
  void keepsTheMembersOfASnapshotWithItsPointer() {
    List<Member> first = members(1200, "v1");
    commitMembers(new SnapshotDelta(first, List.of(), List.of()));
    Member changed = new Member(KeyHash.of("m5"), KeyHash.of("v2"), "m5");
    commitMembers(new SnapshotDelta(List.of(), List.of(changed), List.of(first.get(7))));

    List<KeyHash> wanted = List.of(KeyHash.of("m5"), KeyHash.of("m7"), KeyHash.of("m8"));
    assertThat(pointers.members(stream, wanted)).containsExactlyInAnyOrder(changed, first.get(8));
    Set<KeyHash> listed = Set.of(KeyHash.of("m1"), KeyHash.of("m2"));
    List<Member> missing = pointers.missingMembers(stream, listed::contains, 5000);
    assertThat(missing).hasSize(1197).isSortedAccordingTo(Comparator.comparing(Member::hash));
    assertThat(pointers.missingMembers(stream, listed::contains, 10))
        .isEqualTo(missing.subList(0, 10));
  }

  @Test
  void raisesTheEpochsOfAllLanes() {
    LaneName node = new LaneName(daemon, "node-1");
    assertThat(setup.store.epochs().raise(List.of(node))).isEqualTo(Map.of(node, 1L));
    Map<LaneName, Long> raised = setup.store.epochs().raise(daemon);

    LaneName whole = new LaneName(daemon, Batch.WHOLE);
    assertThat(raised).isEqualTo(Map.of(node, 2L, whole, epoch + 1));
    assertThat(setup.store.epochs().of(List.of(daemon, setup.daemon()))).isEqualTo(raised);
  }

  @Test
  void raisesTheEpochsOfTenThousandDaemonsAtOnce() {
    List<LaneName> names = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      names.add(new LaneName(setup.daemon(), Batch.WHOLE));
    }
    setup.store.epochs().raise(names);

    assertThat(setup.store.epochs().raise(names).values()).hasSize(10_000).containsOnly(2L);
  }

  @Test
  void takesStreamNamesOfAnyLength() {
    String name = "/a folder/" + "ü".repeat(3000);
    Batch batch = setup.batch(daemon, epoch, 1, List.of());
    setup.committed(
        new Batch(
            daemon,
            Batch.WHOLE,
            epoch,
            batch.run(),
            batch.mode(),
            List.of(),
            List.of(PointerMove.to(name, "token", "{}", "here")),
            batch.counters(),
            batch.keep()));

    assertThat(pointers.of(new StreamName(daemon, name))).isPresent();
    assertThat(pointers.of(daemon)).hasSize(1);
  }
}
