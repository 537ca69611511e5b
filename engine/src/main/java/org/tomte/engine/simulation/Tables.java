package org.tomte.engine.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.memory.InMemoryCasework;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.CorrelationName;
import org.tomte.engine.commit.CorrelationRow;
import org.tomte.engine.commit.KeptBlock;
import org.tomte.engine.commit.KeptRow;
import org.tomte.engine.commit.KeyName;
import org.tomte.engine.commit.KeyRow;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.LaneRow;
import org.tomte.engine.commit.PendingAcknowledgements.Pending;
import org.tomte.engine.commit.PointerChange;
import org.tomte.engine.commit.PointerMove;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.connection.Pause;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.pointer.Member;

/** All that the machinery stores, in memory; one transaction at a time. */
final class Tables {
  final InMemoryCasework casework = new InMemoryCasework();
  final MemoryBlobs blobs;
  private final ReentrantLock lock = new ReentrantLock();
  private final UndoMap.Undo undo = new UndoMap.Undo();
  final UndoMap<StreamKey, Integer> streams = new UndoMap<>(undo);
  final UndoMap<Integer, StreamName> streamNames = new UndoMap<>(undo);
  final UndoMap<LaneName, LaneRow> lanes = new UndoMap<>(undo);
  final UndoMap<RunKey, StoredRun> runs = new UndoMap<>(undo);
  final UndoMap<KeyName, KeyRow> keys = new UndoMap<>(undo);
  final UndoMap<CorrelationName, CorrelationRow> correlations = new UndoMap<>(undo);
  final UndoMap<Long, KeptRow> kept = new UndoMap<>(undo);
  final UndoMap<Long, KeptBlock> blocks = new UndoMap<>(undo);
  final UndoMap<Long, StoredEntry> quarantine = new UndoMap<>(undo);
  final UndoMap<Integer, Pointer> pointers = new UndoMap<>(undo);
  final UndoMap<KeyName, Member> members = new UndoMap<>(undo);
  final UndoMap<Long, PointerChange> pointerChanges = new UndoMap<>(undo);
  final UndoMap<AcknowledgementKey, Pending> acknowledgements = new UndoMap<>(undo);
  final UndoMap<Minute, Counters> minutes = new UndoMap<>(undo);
  final UndoMap<Long, MemoryOutbox.Stored> outbox = new UndoMap<>(undo);
  final UndoMap<String, MemoryOutbox.Host> outboxHosts = new UndoMap<>(undo);
  final UndoMap<Long, Pause> pauses = new UndoMap<>(undo);
  OutboxEntry.@Nullable Ending outboxHeld;
  private long lastId;

  Tables(MemoryBlobs blobs) {
    this.blobs = blobs;
  }

  /** A stream's name in an order. */
  record StreamKey(DaemonId daemon, String name) implements Comparable<StreamKey> {
    private static final Comparator<StreamKey> ORDER =
        Comparator.comparing(StreamKey::daemon).thenComparing(StreamKey::name);

    @Override
    public int compareTo(StreamKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** What names a run. */
  record RunKey(LaneName lane, Instant planned) implements Comparable<RunKey> {
    private static final Comparator<RunKey> ORDER =
        Comparator.comparing(RunKey::lane).thenComparing(RunKey::planned);

    @Override
    public int compareTo(RunKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** A run, and whether its planned instant is settled. */
  record StoredRun(RunLog.LoggedRun run, boolean settled, long epoch) {}

  /** A pointer and when it moved. */
  record Pointer(PointerMove move, Instant at) {}

  /** What names an acknowledgement. */
  record AcknowledgementKey(KeyName event, String verb) implements Comparable<AcknowledgementKey> {
    private static final Comparator<AcknowledgementKey> ORDER =
        Comparator.comparing(AcknowledgementKey::event).thenComparing(AcknowledgementKey::verb);

    @Override
    public int compareTo(AcknowledgementKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** A daemon's minute. */
  record Minute(DaemonId daemon, Instant start) implements Comparable<Minute> {
    private static final Comparator<Minute> ORDER =
        Comparator.comparing(Minute::daemon).thenComparing(Minute::start);

    @Override
    public int compareTo(Minute other) {
      return ORDER.compare(this, other);
    }
  }

  /** Does work in one transaction. */
  <T> T transaction(Supplier<T> work) {
    lock.lock();
    int mark = casework.mark();
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      return result;
    } finally {
      if (done) {
        casework.commit();
        undo.forget();
      } else {
        casework.rollBackTo(mark);
        undo.takeBack();
      }
      lock.unlock();
    }
  }

  /**
   * A view that waits for the transaction which is going on, as a database shows only what is
   * committed.
   */
  <T> T committedView(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              lock.lock();
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
              } finally {
                lock.unlock();
              }
            }));
  }

  /** Takes ids; those of a transaction that is taken back are lost. */
  long takeIds(int count) {
    lock.lock();
    try {
      long first = lastId + 1;
      lastId += count;
      return first;
    } finally {
      lock.unlock();
    }
  }

  int stream(StreamName name) {
    StreamKey key = new StreamKey(name.daemon(), name.name());
    Integer known = streams.get(key);
    if (known != null) {
      return known;
    }
    int number = (int) takeIds(1);
    streams.put(key, number);
    streamNames.put(number, name);
    return number;
  }

  @Nullable Integer knownStream(StreamName name) {
    return streams.get(new StreamKey(name.daemon(), name.name()));
  }

  StreamName streamName(int number) {
    StreamName name = streamNames.get(number);
    if (name == null) {
      throw new IllegalStateException("there is no stream with the number " + number);
    }
    return name;
  }

  Map<LaneName, Long> raise(Iterable<LaneName> names) {
    TreeMap<LaneName, Long> epochs = new TreeMap<>();
    for (LaneName name : names) {
      LaneRow row = lanes.get(name);
      long epoch = row == null ? 1 : row.epoch() + 1;
      UUID last = row == null ? null : row.lastCommit();
      lanes.put(name, new LaneRow(name, epoch, last));
      epochs.put(name, epoch);
    }
    return epochs;
  }
}
