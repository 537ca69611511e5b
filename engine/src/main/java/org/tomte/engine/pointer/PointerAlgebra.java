package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Page;
import org.tomte.api.StreamKind;

/**
 * The arithmetic of pointers. A run is
 *
 * <pre>{@code
 * ReadPlan plan = PointerAlgebra.begin(kind, settings, state, now, sourceNow);
 * while (plan != null && wanted) {
 *   int asked = plan.pageSize(maxEvents);
 *   Page page = plan.polls() ? poller.poll(plan.request(...)) : Page.last(List.of());
 *   Accepted accepted = PointerAlgebra.accept(plan, page, asked, clock.instant(), members);
 *   commit(accepted.items(), accepted.gone(), accepted.state(), accepted.members());
 *   plan = accepted.next();
 * }
 * }</pre>
 *
 * A run may end after any page; the state committed last is where the next one goes on. Nothing
 * here reads a clock or keeps a state: the same plan and page give the same answer.
 */
public final class PointerAlgebra {

  private PointerAlgebra() {}

  /**
   * Begins a run.
   *
   * @param state the stored pointer; null when the stream has none yet
   * @param now Tomte's clock
   * @param sourceNow the source's own clock when it is known before reading, else null; it bounds
   *     reading, nothing more
   * @throws PointerFault when the pointer is of another kind, or the start does not fit the stream
   */
  public static ReadPlan begin(
      StreamKind kind,
      PointerSettings settings,
      @Nullable PointerState state,
      Instant now,
      @Nullable Instant sourceNow) {
    if (state != null && !state.kind().equals(PointerState.kindOf(kind))) {
      throw PointerFault.wrongKind(state.kind(), PointerState.kindOf(kind));
    }
    if (kind instanceof StreamKind.Watermark watermark
        && (watermark.precision().isZero() || watermark.precision().isNegative())) {
      throw new PointerFault(
          org.tomte.api.FaultKind.INTERNAL,
          "A stream of times has a precision above zero, not %s.".formatted(watermark.precision()));
    }
    Instant clock = sourceNow == null ? now : sourceNow;
    PointerState from =
        state != null
            ? state
            : new FirstPosition(kind, settings.lateness(), clock, sourceNow != null)
                .of(settings.start());
    ReadPlan.Before before = new ReadPlan.Before(from, state != null);
    return switch (from) {
      case OrderedIdsPointer ids -> IdsPage.begin(kind, settings, before, ids, now);
      case WatermarkPointer watermark ->
          WatermarkPage.begin(kind, settings, before, watermark, clock);
      case TokenPointer token -> TokenPage.begin(kind, settings, before, token);
      case SnapshotPointer snapshot -> SnapshotPage.begin(kind, settings, before, snapshot);
    };
  }

  /**
   * Looks whether a source restarted its ids below the pointer, which a normal reading cannot see
   * because it asks for later ids only. Worth doing once in a while when a stream is silent: one
   * page from the beginning, of which nothing is handled.
   *
   * @return what to read; null when such a stream cannot restart unseen or has no pointer yet
   */
  public static @Nullable ReadPlan check(
      StreamKind kind, PointerSettings settings, PointerState state) {
    boolean unseen = kind instanceof StreamKind.OrderedIds ordered && !ordered.guarded();
    if (!unseen || !(state instanceof OrderedIdsPointer ids) || ids.highest() == null) {
      return null;
    }
    return new ReadPlan(
        kind,
        settings,
        ReadPlan.Before.stored(state),
        ReadPlan.Asking.after(null),
        new Track.Check(ids),
        PageTrail.EMPTY);
  }

  /**
   * Judges a page and moves the pointer over it.
   *
   * @param plan what was asked for
   * @param page what came
   * @param asked how many items the request allowed ({@link ReadPlan#pageSize})
   * @param now Tomte's clock
   * @param members the known members of a snapshot; {@link Members#NONE} for other kinds
   * @throws PointerFault when an item's position is not of the stream's kind, or the token is too
   *     long
   */
  public static Accepted accept(ReadPlan plan, Page page, int asked, Instant now, Members members) {
    Reading reading = new Reading(page, asked, now, plan.next() != null);
    KeyHash digest = reading.digest();
    // Without a cursor the same page again is no loop: a wider reading found nothing more.
    boolean paged = plan.next() != null;
    if (paged && !reading.items().isEmpty() && plan.trail().repeats(digest)) {
      return repeated(plan, reading);
    }
    PageTrail trail = plan.trail().with(digest);
    return switch (plan.track()) {
      case Track.Ids track -> new IdsPage(plan, track, reading, trail).accept();
      case Track.Check track -> IdsCheck.accept(plan, track, reading);
      case Track.Watermark track -> new WatermarkPage(plan, track, reading, trail).accept();
      case Track.Token track -> new TokenPage(plan, track, reading, trail).accept();
      case Track.Snapshot track -> new SnapshotPage(plan, track, reading, trail, members).accept();
      case Track.Gone track -> SnapshotPage.takeGone(plan, track, members);
    };
  }

  /** The same page again: the source ignores its cursor. All of it was judged before. */
  private static Accepted repeated(ReadPlan plan, Reading reading) {
    List<Judged> known = new ArrayList<>();
    for (Reading.Keyed one : reading.items()) {
      known.add(new Judged(one.item(), Verdict.KNOWN, one.key(), false, null));
    }
    Alarms alarms = new Alarms();
    alarms.raise(
        true,
        PointerAlarm.Cause.NO_PROGRESS,
        "The source returned a page of %,d events twice in one run (page %,d); the run was ended."
            + " Its paging does not move on.",
        known.size(),
        plan.trail().pages() + 1);
    return new Accepted(
        known,
        List.of(),
        plan.state(),
        !plan.before().isStored(),
        SnapshotDelta.NONE,
        alarms.raised(),
        null);
  }
}
