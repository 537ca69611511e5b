package org.tomte.engine.simulation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.KeyName;
import org.tomte.engine.commit.PointerChange;
import org.tomte.engine.commit.PointerMove;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.StoredPointer;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.pointer.Member;

/** Pointers in memory. */
record MemoryPointers(Tables tables, InstantSource clock) implements Pointers {
  @Override
  public List<StoredPointer> of(DaemonId daemon) {
    return tables.transaction(() -> {
      List<StoredPointer> found = new ArrayList<>();
      tables
          .streams
          .rows()
          .forEach((key, number) -> {
            StoredPointer pointer = stored(new StreamName(key.daemon(), key.name()));
            if (key.daemon().equals(daemon) && pointer != null) {
              found.add(pointer);
            }
          });
      return found;
    });
  }

  @Override
  public Optional<StoredPointer> of(StreamName stream) {
    return tables.transaction(() -> Optional.ofNullable(stored(stream)));
  }

  private @Nullable StoredPointer stored(StreamName stream) {
    Integer number = tables.knownStream(stream);
    Tables.Pointer pointer = number == null ? null : tables.pointers.get(number);
    if (pointer == null) {
      return null;
    }
    PointerMove move = pointer.move();
    return new StoredPointer(stream, move.kind(), move.state(), move.words(), pointer.at());
  }

  @Override
  public PointerChange move(StreamName stream, @Nullable PointerMove to, String who, String why) {
    return tables.transaction(() -> {
      tables.raise(new MemoryEpochs(tables).lanes(stream.daemon()));
      StoredPointer before = stored(stream);
      int number = tables.stream(stream);
      if (to == null) {
        tables.pointers.remove(number);
        members(number).keySet().forEach(tables.members::remove);
      } else {
        tables.pointers.put(number, new Tables.Pointer(to, clock.instant()));
      }
      PointerChange change =
          new PointerChange(
              tables.takeIds(1), stream, clock.instant(), who, why, before, stored(stream));
      tables.pointerChanges.put(change.id(), change);
      return change;
    });
  }

  private Map<KeyName, Member> members(int stream) {
    KeyName first = new KeyName(stream, new KeyHash(0, 0));
    KeyName last = new KeyName(stream, new KeyHash(-1, -1));
    return Map.copyOf(tables.members.rows().subMap(first, true, last, true));
  }

  @Override
  public Optional<PointerChange> undo(StreamName stream, String who, String why) {
    return tables.transaction(() -> {
      List<PointerChange> changes = history(stream, 1);
      if (changes.isEmpty()) {
        return Optional.empty();
      }
      StoredPointer before = changes.getFirst().before();
      PointerMove to =
          before == null
              ? null
              : PointerMove.to(stream.name(), before.kind(), before.state(), before.words());
      return Optional.of(move(stream, to, who, why));
    });
  }

  @Override
  public long moves() {
    return tables.transaction(() -> (long) tables.pointerChanges.rows().size());
  }

  @Override
  public List<PointerChange> history(StreamName stream, int limit) {
    return tables.transaction(() ->
        tables.pointerChanges.rows().descendingMap().values().stream()
            .filter(change -> change.stream().equals(stream))
            .limit(limit)
            .toList());
  }

  @Override
  public int countKnown(StreamName stream, Collection<KeyHash> keys) {
    return tables.transaction(() -> {
      Integer number = tables.knownStream(stream);
      return number == null
          ? 0
          : (int)
              keys.stream()
                  .distinct()
                  .filter(key -> tables.keys.get(new KeyName(number, key)) != null)
                  .count();
    });
  }

  @Override
  public List<Member> members(StreamName stream, Collection<KeyHash> keys) {
    return tables.transaction(() -> {
      Integer number = tables.knownStream(stream);
      List<Member> found = new ArrayList<>();
      for (KeyHash key : keys) {
        Member member = number == null ? null : tables.members.get(new KeyName(number, key));
        if (member != null) {
          found.add(member);
        }
      }
      return found;
    });
  }

  @Override
  public List<Member> missingMembers(StreamName stream, Predicate<KeyHash> listed, int most) {
    return tables.transaction(() -> {
      Integer number = tables.knownStream(stream);
      return number == null
          ? List.<Member>of()
          : members(number).values().stream()
              .filter(member -> !listed.test(member.hash()))
              .sorted(Comparator.comparing(Member::hash))
              .limit(most)
              .toList();
    });
  }
}
