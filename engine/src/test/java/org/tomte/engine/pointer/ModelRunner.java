package org.tomte.engine.pointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;
import org.tomte.api.Item;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Position;
import org.tomte.api.RunSignal;
import org.tomte.api.StreamKind;

/** Runs one stream against a model, with crashes before and after every commit. */
@NullUnmarked
final class ModelRunner {
  static final Instant T0 = Instant.parse("2026-11-21T14:00:00Z");

  final ModelSink sink = new ModelSink();
  final Table members = new Table();
  final List<Member> gone = new ArrayList<>();
  final Set<PointerAlarm.Cause> alarms = EnumSet.noneOf(PointerAlarm.Cause.class);
  final List<Judged> lastRun = new ArrayList<>();
  private final StreamKind kind;
  private final ModelSource source;
  private final Random random;
  private final Set<Instant> times = new HashSet<>();
  private final Set<Long> ids = new HashSet<>();
  private final Set<String> tokens = new HashSet<>();
  PointerSettings settings;
  PointerState state;
  Instant now = T0;
  Instant sourceNow;
  double crash;
  int maxEvents = 3;
  int maxPages = Integer.MAX_VALUE;

  ModelRunner(StreamKind kind, PointerSettings settings, ModelSource source, Random random) {
    this.kind = kind;
    this.settings = settings;
    this.source = source;
    this.random = random;
  }

  /** One run; returns whether it read its stream to the end. */
  boolean run() {
    lastRun.clear();
    ReadPlan plan = PointerAlgebra.begin(kind, settings, state, now, sourceNow);
    for (int pages = 0; plan != null; pages++) {
      if (pages >= maxPages || random.nextDouble() < crash) {
        return false;
      }
      int asked = plan.pageSize(maxEvents);
      Page page =
          plan.polls()
              ? source.poll(plan.request("s", maxEvents, 1 << 20, now, new Quiet()))
              : Page.last(List.of());
      page.items().forEach(this::note);
      if (page.token() != null) {
        tokens.add(page.token());
      }
      Accepted accepted = PointerAlgebra.accept(plan, page, asked, now, members);
      assertThat(accepted.items()).hasSameSizeAs(page.items());
      accepted.alarms().forEach(alarm -> alarms.add(alarm.cause()));
      if (random.nextDouble() < crash) {
        return false;
      }
      commit(accepted);
      plan = accepted.next();
    }
    return true;
  }

  private void commit(Accepted accepted) {
    accepted.items().forEach(sink::take);
    lastRun.addAll(accepted.items());
    gone.addAll(accepted.gone());
    members.apply(accepted.members());
    if (!accepted.stateChanged()) {
      same(accepted.state(), state);
      return;
    }
    PointerState stored = PointerCodec.read(PointerCodec.write(accepted.state()), kind);
    same(stored, accepted.state());
    onlyReturnedPositions(stored);
    state = stored;
  }

  private static void same(PointerState one, PointerState other) {
    if (!one.equals(other)) {
      fail(one + " is not " + other);
    }
  }

  /** The pointer takes nothing but what the source returned. */
  private void onlyReturnedPositions(PointerState after) {
    boolean returned =
        switch (after) {
          case OrderedIdsPointer pointer ->
              pointer.highest() == null || ids.contains(pointer.highest());
          case WatermarkPointer pointer -> pointer.time() == null || times.contains(pointer.time());
          case TokenPointer pointer -> pointer.token() == null || tokens.contains(pointer.token());
          case SnapshotPointer pointer -> pointer.members() == members.size();
        };
    if (!returned) {
      fail("the pointer took what the source did not return: " + after);
    }
  }

  private void note(Item item) {
    switch (item.position()) {
      case Position.Id id -> ids.add(id.id());
      case Position.At at -> times.add(at.time());
      case Position.None _ -> {}
    }
  }

  List<String> keys(Verdict verdict) {
    return lastRun.stream()
        .filter(one -> one.verdict() == verdict)
        .map(one -> one.item().key())
        .toList();
  }

  /** The members' table. */
  static final class Table implements Members {
    private final Map<KeyHash, Member> rows = new TreeMap<>();

    void apply(SnapshotDelta delta) {
      delta.added().forEach(one -> assertThat(rows.put(one.hash(), one)).isNull());
      delta.changed().forEach(one -> assertThat(rows.put(one.hash(), one)).isNotNull());
      delta.gone().forEach(one -> assertThat(rows.remove(one.hash())).isNotNull());
    }

    long size() {
      return rows.size();
    }

    Set<String> keys() {
      Set<String> keys = new HashSet<>();
      rows.values().forEach(one -> keys.add(one.key()));
      return keys;
    }

    @Override
    public Map<KeyHash, Member> find(Collection<KeyHash> wanted) {
      Map<KeyHash, Member> found = new HashMap<>();
      for (KeyHash key : wanted) {
        if (rows.containsKey(key)) {
          found.put(key, rows.get(key));
        }
      }
      return found;
    }

    @Override
    public List<Member> missing(Predicate<KeyHash> listed, int most) {
      return rows.values().stream().filter(one -> !listed.test(one.hash())).limit(most).toList();
    }
  }

  /** A run that nobody stops. */
  static final class Quiet implements RunSignal {
    @Override
    public Instant deadline() {
      return Instant.MAX;
    }

    @Override
    public boolean stopRequested() {
      return false;
    }

    @Override
    public void progress(String words) {}
  }

  static PollRequest request(ReadPlan plan, int maxEvents) {
    return plan.request("s", maxEvents, 1 << 20, T0, new Quiet());
  }
}
