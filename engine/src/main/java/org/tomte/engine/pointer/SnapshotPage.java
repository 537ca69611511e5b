package org.tomte.engine.pointer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.StreamKind;
import org.tomte.api.Unreadable;

/** Judges one page of a listing, and at its end what is gone. */
final class SnapshotPage {
  private final ReadPlan plan;
  private final SnapshotPointer old;
  private final Track.Snapshot track;
  private final Reading reading;
  private final PageTrail trail;
  private final Members members;
  private final List<Judged> judged = new ArrayList<>();
  private final List<Member> added = new ArrayList<>();
  private final List<Member> changed = new ArrayList<>();
  private final Alarms alarms = new Alarms();
  private int twice;

  SnapshotPage(
      ReadPlan plan, Track.Snapshot track, Reading reading, PageTrail trail, Members members) {
    this.plan = plan;
    this.track = track;
    this.reading = reading;
    this.trail = trail;
    this.members = members;
    this.old = pointer(plan);
  }

  static ReadPlan begin(
      StreamKind kind, PointerSettings settings, ReadPlan.Before before, SnapshotPointer state) {
    return new ReadPlan(
        kind,
        settings,
        before,
        ReadPlan.Asking.after(null),
        new Track.Snapshot(state.members(), false, ListedKeys.EMPTY),
        PageTrail.EMPTY);
  }

  Accepted accept() {
    judge();
    ListedKeys listed =
        track.listed().with(reading.items().stream().map(Reading.Keyed::key).toList());
    boolean touched = track.changed() || !added.isEmpty() || !changed.isEmpty();
    long count = old.members() + added.size();
    alarms.duplicates(twice);
    if (reading.cursor() == null) {
      return complete(listed.complete(), touched, count);
    }
    SnapshotPointer state =
        new SnapshotPointer(old.generation(), count, old.confirmed(), old.again(), old.opening());
    Track onward = new Track.Snapshot(track.before(), touched, listed);
    ReadPlan next = new Continuation(plan, reading, trail, alarms).after(state, onward, () -> null);
    return accepted(state, List.of(), next);
  }

  private void judge() {
    Map<KeyHash, Member> known =
        new HashMap<>(members.find(reading.items().stream().map(Reading.Keyed::key).toList()));
    Map<KeyHash, KeyHash> inPage = new HashMap<>();
    for (Reading.Keyed one : reading.items()) {
      KeyHash version = version(one.item());
      Member before = known.get(one.key());
      Item item = named(one.item(), before);
      Member member = new Member(one.key(), version, item.key());
      Verdict verdict;
      if (inPage.putIfAbsent(one.key(), version) != null) {
        twice++;
        verdict = Verdict.KNOWN;
      } else {
        verdict = verdict(one, before, version);
      }
      switch (verdict) {
        case NEW -> added.add(member);
        case CHANGED -> changed.add(member);
        case OPENING -> (before != null ? changed : added).add(member);
        default -> {}
      }
      judged.add(
          new Judged(
              item,
              verdict,
              item.key().equals(one.item().key()) ? one.key() : KeyHash.of(item.key()),
              false,
              TokenPage.notBefore(old.opening(), one)));
    }
  }

  /** Where each appearance is an event of its own, its key says which appearance it is. */
  private Item named(Item item, @Nullable Member before) {
    boolean episodes = plan.kind() instanceof StreamKind.Snapshot snapshot && snapshot.episodes();
    if (!episodes || !(item instanceof Event event)) {
      return item;
    }
    return event.withKey(before == null ? event.key() + "@" + old.generation() : before.key());
  }

  private Verdict verdict(Reading.Keyed one, @Nullable Member known, KeyHash version) {
    if (known != null && known.version().equals(version) && !old.again()) {
      return Verdict.KNOWN;
    }
    if (TokenPage.startsBefore(old.opening(), one)) {
      return Verdict.OPENING;
    }
    return known == null ? Verdict.NEW : Verdict.CHANGED;
  }

  /** What cannot be read has no version; when its fault changes it is worth another look. */
  private static KeyHash version(Item item) {
    if (item instanceof Unreadable unreadable) {
      return KeyHash.ofEdition("unreadable", unreadable.reason());
    }
    String version = Reading.version(item);
    return KeyHash.of(version == null ? "" : version);
  }

  private Accepted complete(ListedKeys.Complete listed, boolean touched, long count) {
    long left = count - listed.size();
    PointerSettings.Shrinking guard = plan.settings().shrinking();
    long stayed = track.before() - left;
    boolean suspicious =
        left > 0
            && !old.confirmed()
            && track.before() >= guard.minimumMembers()
            && stayed < guard.minimumShare() * track.before();
    alarms.raise(
        suspicious,
        PointerAlarm.Cause.SMALL_SNAPSHOT,
        "Only %,d of %,d known members were listed; nothing counts as gone. If that is right,"
            + " confirm the next listing.",
        stayed,
        track.before());
    boolean takesGone = left > 0 && !suspicious;
    long generation = old.generation() + (touched || takesGone ? 1 : 0);
    boolean confirmed = old.confirmed() && suspicious;
    SnapshotPointer state = new SnapshotPointer(generation, count, confirmed, false, null);
    if (!takesGone) {
      return accepted(state, List.of(), null);
    }
    return withGone(state, new Track.Gone(left, listed));
  }

  private Accepted withGone(SnapshotPointer state, Track.Gone goneTrack) {
    List<Member> gone = gone(plan, goneTrack, members);
    SnapshotPointer after = without(state, goneTrack, gone, plan);
    return accepted(after, gone, moreGone(plan, after, goneTrack));
  }

  private Accepted accepted(SnapshotPointer state, List<Member> gone, @Nullable ReadPlan next) {
    return new Accepted(
        judged,
        events(plan, gone),
        state,
        !state.equals(old) || !plan.before().isStored(),
        new SnapshotDelta(added, changed, gone),
        alarms.raised(),
        next);
  }

  /** Takes more of the members that a complete listing left out. */
  static Accepted takeGone(ReadPlan plan, Track.Gone track, Members members) {
    SnapshotPointer old = pointer(plan);
    List<Member> gone = gone(plan, track, members);
    SnapshotPointer state = without(old, track, gone, plan);
    return new Accepted(
        List.of(),
        events(plan, gone),
        state,
        !state.equals(old),
        new SnapshotDelta(List.of(), List.of(), gone),
        List.of(),
        moreGone(plan, state, track));
  }

  private static List<Member> gone(ReadPlan plan, Track.Gone track, Members members) {
    int most = (int) Math.min(track.left(), plan.settings().caps().goneAtOnce());
    return members.missing(track.listed()::contains, most);
  }

  private static SnapshotPointer without(
      SnapshotPointer state, Track.Gone track, List<Member> gone, ReadPlan plan) {
    int most = (int) Math.min(track.left(), plan.settings().caps().goneAtOnce());
    // Fewer than counted: the table is right, so the count becomes what is listed.
    long count = gone.size() < most ? track.listed().size() : state.members() - gone.size();
    return new SnapshotPointer(
        state.generation(), count, state.confirmed(), state.again(), state.opening());
  }

  private static @Nullable ReadPlan moreGone(
      ReadPlan plan, SnapshotPointer state, Track.Gone track) {
    long left = state.members() - track.listed().size();
    return left <= 0
        ? null
        : plan.anew(
            state, ReadPlan.Asking.nothing(), new Track.Gone(left, track.listed()), plan.trail());
  }

  private static List<Member> events(ReadPlan plan, List<Member> gone) {
    return plan.kind() instanceof StreamKind.Snapshot snapshot && snapshot.gone()
        ? gone
        : List.of();
  }

  private static SnapshotPointer pointer(ReadPlan plan) {
    if (plan.state() instanceof SnapshotPointer pointer) {
      return pointer;
    }
    throw PointerFault.wrongKind(plan.state().kind(), PointerState.kindOf(plan.kind()));
  }
}
