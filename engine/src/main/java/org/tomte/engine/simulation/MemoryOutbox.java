package org.tomte.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.engine.outbox.Hold;
import org.tomte.engine.outbox.NewDelivery;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.outbox.OutboxEntry.Ending;
import org.tomte.engine.outbox.OutboxEntry.State;
import org.tomte.engine.outbox.OutboxEntry.Tries;
import org.tomte.engine.outbox.OutboxStore;

/** Deliveries in memory. */
record MemoryOutbox(Tables tables) implements OutboxStore {

  /** An entry with what the receiver answered. */
  record Stored(OutboxEntry entry, @Nullable String answer) {}

  /** How much a host was asked in a minute, and until when it rests. */
  record Host(Instant minute, int used, Instant restsUntil) {}

  /** Stores new ones, as a commit does. */
  static void add(Tables tables, List<NewDelivery> rows) {
    for (NewDelivery row : rows) {
      Stored known =
          tables.outbox.rows().values().stream()
              .filter(each -> each.entry().delivery().id().equals(row.id()))
              .findFirst()
              .orElse(null);
      if (known != null && known.entry().hold() != Hold.OBSERVED) {
        continue;
      }
      if (known != null) {
        tables.outbox.remove(known.entry().number());
      }
      long number = tables.takeIds(1);
      Tries tries = new Tries(0, 0, row.due(), 0, null, null);
      State state = row.hold() == null ? State.OPEN : State.HELD;
      OutboxEntry entry = new OutboxEntry(number, row, state, row.hold(), tries, null);
      tables.outbox.put(number, new Stored(entry, null));
    }
  }

  private Stream<OutboxEntry> entries() {
    return tables.outbox.rows().values().stream().map(Stored::entry);
  }

  @Override
  public List<OutboxEntry> claim(Instant now, Instant leaseUntil, int limit) {
    return tables.transaction(() -> {
      List<OutboxEntry> taken = new ArrayList<>();
      if (tables.outboxHeld != null) {
        return taken;
      }
      Set<String> paused = new HashSet<>();
      MemoryPauses.holding(tables, now).forEach(pause -> paused.add(pause.connection()));
      Set<String> keys = new HashSet<>();
      List<OutboxEntry> oldest =
          entries()
              .filter(each -> each.state() == State.OPEN)
              .filter(each -> keys.add(each.delivery().orderKey()))
              .filter(each -> !each.tries().due().isAfter(now))
              .filter(each -> free(each, now))
              .filter(each -> !paused.contains(each.delivery().route().connection()))
              .sorted(Comparator.comparing((OutboxEntry each) -> each.tries().due()))
              .limit(limit)
              .toList();
      for (OutboxEntry entry : oldest) {
        Tries before = entry.tries();
        Tries tries =
            new Tries(
                before.count(),
                before.faults(),
                before.due(),
                before.claim() + 1,
                leaseUntil,
                before.problem());
        taken.add(put(entry, State.OPEN, null, tries, null));
      }
      return taken;
    });
  }

  private static boolean free(OutboxEntry entry, Instant now) {
    Instant lease = entry.tries().leaseUntil();
    return lease == null || !lease.isAfter(now);
  }

  private OutboxEntry put(
      OutboxEntry before, State state, @Nullable Hold hold, Tries tries, @Nullable Ending ending) {
    OutboxEntry after =
        new OutboxEntry(before.number(), before.delivery(), state, hold, tries, ending);
    Stored stored = tables.outbox.get(before.number());
    tables.outbox.put(before.number(), new Stored(after, stored == null ? null : stored.answer()));
    return after;
  }

  private boolean ours(OutboxEntry claimed) {
    Stored stored = tables.outbox.get(claimed.number());
    return stored != null
        && stored.entry().state() == State.OPEN
        && stored.entry().tries().claim() == claimed.tries().claim();
  }

  @Override
  public boolean done(
      OutboxEntry claimed, Ending ending, String answer, Consumer<CaseworkTransaction> writing) {
    return tables.transaction(() -> {
      if (!ours(claimed)) {
        return false;
      }
      Tries before = claimed.tries();
      Tries tries =
          new Tries(before.count() + 1, before.faults(), before.due(), before.claim(), null, null);
      OutboxEntry after = put(claimed, State.DONE, null, tries, ending);
      tables.outbox.put(after.number(), new Stored(after, answer));
      writing.accept(tables.casework);
      return true;
    });
  }

  @Override
  public boolean later(OutboxEntry claimed, Instant due, @Nullable String problem, boolean counts) {
    return tables.transaction(() -> {
      if (!ours(claimed)) {
        return false;
      }
      Tries before = claimed.tries();
      put(
          claimed,
          State.OPEN,
          null,
          new Tries(
              before.count() + (problem == null ? 0 : 1),
              before.faults() + (counts ? 1 : 0),
              due,
              before.claim(),
              null,
              problem == null ? before.problem() : problem),
          null);
      return true;
    });
  }

  @Override
  public boolean park(OutboxEntry claimed, String problem, Instant at) {
    return tables.transaction(() -> {
      if (!ours(claimed)) {
        return false;
      }
      Tries before = claimed.tries();
      put(
          claimed,
          State.PARKED,
          null,
          new Tries(before.count() + 1, before.faults() + 1, at, before.claim(), null, problem),
          null);
      return true;
    });
  }

  @Override
  public Instant room(String host, int perMinute, Instant now) {
    return tables.transaction(() -> {
      Host known = tables.outboxHosts.get(host);
      if (known != null && known.restsUntil().isAfter(now)) {
        return known.restsUntil();
      }
      boolean sameMinute =
          known != null && now.isBefore(known.minute().plus(Duration.ofMinutes(1)));
      int used = sameMinute && known != null ? known.used() : 0;
      Instant minute = sameMinute && known != null ? known.minute() : now;
      if (used >= perMinute) {
        return minute.plus(Duration.ofMinutes(1));
      }
      tables.outboxHosts.put(host, new Host(minute, used + 1, Instant.MIN));
      return now;
    });
  }

  @Override
  public void rest(String host, Instant until) {
    tables.transaction(() -> {
      Host known = tables.outboxHosts.get(host);
      Instant before = known == null ? Instant.MIN : known.restsUntil();
      tables.outboxHosts.put(
          host,
          new Host(
              known == null ? Instant.MIN : known.minute(),
              known == null ? 0 : known.used(),
              until.isAfter(before) ? until : before));
      return true;
    });
  }

  @Override
  public List<OutboxEntry> list(Filter filter, int limit) {
    return tables.transaction(() ->
        entries()
            .filter(each -> fits(each, filter))
            .sorted(Comparator.comparingLong(OutboxEntry::number).reversed())
            .limit(limit)
            .toList());
  }

  private static boolean fits(OutboxEntry entry, Filter filter) {
    Long before = filter.before();
    return (filter.daemon() == null || filter.daemon().equals(entry.delivery().origin().daemon()))
        && (filter.states().isEmpty() || filter.states().contains(entry.state()))
        && (before == null || entry.number() < before);
  }

  @Override
  public long count(Filter filter) {
    return tables.transaction(() -> entries().filter(each -> fits(each, filter)).count());
  }

  @Override
  public Optional<OutboxEntry> find(long number) {
    return tables.transaction(
        () -> Optional.ofNullable(tables.outbox.get(number)).map(Stored::entry));
  }

  @Override
  public Optional<String> answer(long number) {
    return tables.transaction(
        () -> Optional.ofNullable(tables.outbox.get(number)).map(Stored::answer));
  }

  @Override
  public Set<Long> act(Collection<Long> numbers, Act act, Ending by) {
    return tables.transaction(() -> {
      Set<Long> changed = new LinkedHashSet<>();
      for (long number : numbers) {
        Stored stored = tables.outbox.get(number);
        if (stored != null && acted(stored.entry(), act, by)) {
          changed.add(number);
        }
      }
      return changed;
    });
  }

  private boolean acted(OutboxEntry entry, Act act, Ending by) {
    Tries old = entry.tries();
    Tries fresh = new Tries(old.count(), 0, by.at(), old.claim() + 1, null, old.problem());
    boolean idle = entry.state() == State.OPEN && free(entry, by.at());
    switch (act) {
      case RELEASE -> {
        if (entry.state() == State.HELD) {
          put(entry, State.OPEN, null, fresh, null);
          return true;
        }
      }
      case HOLD -> {
        if (idle) {
          put(entry, State.HELD, Hold.PERSON, fresh, null);
          return true;
        }
      }
      case RETRY -> {
        if (entry.state() == State.PARKED) {
          put(entry, State.OPEN, null, fresh, null);
          return true;
        }
      }
      case DISCARD -> {
        if (idle || entry.state() == State.HELD || entry.state() == State.PARKED) {
          put(entry, State.DISCARDED, null, fresh, by);
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void hold(boolean all, String who, String why, Instant at) {
    tables.transaction(() -> {
      tables.outboxHeld = all ? new Ending(why, who, at) : null;
      return true;
    });
  }

  @Override
  public Optional<Ending> heldAll() {
    return tables.transaction(() -> Optional.ofNullable(tables.outboxHeld));
  }

  @Override
  public List<Waiting> waiting() {
    return tables.transaction(() -> {
      Map<String, Waiting> waiting = new TreeMap<>();
      entries()
          .filter(each -> each.state() == State.PARKED || each.hold() == Hold.AT_MOST)
          .forEach(each -> {
            boolean parked = each.state() == State.PARKED;
            Waiting one =
                new Waiting(
                    each.delivery().origin().name(),
                    each.delivery().origin().owner(),
                    parked ? 1 : 0,
                    parked ? 0 : 1);
            waiting.merge(
                one.daemon(),
                one,
                (a, b) ->
                    new Waiting(
                        a.daemon(),
                        b.owner(),
                        a.parked() + b.parked(),
                        a.aboveAtMost() + b.aboveAtMost()));
          });
      return List.copyOf(waiting.values());
    });
  }

  @Override
  public int remove(Instant ended, Instant held) {
    return tables.transaction(() -> {
      List<OutboxEntry> old = entries().filter(each -> old(each, ended, held)).toList();
      old.forEach(each -> tables.outbox.remove(each.number()));
      return old.size();
    });
  }

  private static boolean old(OutboxEntry entry, Instant ended, Instant held) {
    Ending ending = entry.ending();
    if (ending != null) {
      return ending.at().isBefore(ended);
    }
    return entry.state() == State.HELD
        && entry.hold() != Hold.APPROVAL
        && entry.delivery().created().isBefore(held);
  }
}
