package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Listed;
import org.tomte.api.StreamKind;

/** Judges one page of a token stream. */
final class TokenPage {
  private final ReadPlan plan;
  private final TokenPointer old;
  private final Track.Token track;
  private final Reading reading;
  private final PageTrail trail;
  private final Alarms alarms = new Alarms();

  TokenPage(ReadPlan plan, Track.Token track, Reading reading, PageTrail trail) {
    this.plan = plan;
    this.track = track;
    this.reading = reading;
    this.trail = trail;
    if (!(plan.state() instanceof TokenPointer pointer)) {
      throw PointerFault.wrongKind(plan.state().kind(), PointerState.kindOf(plan.kind()));
    }
    old = pointer;
  }

  static ReadPlan begin(
      StreamKind kind, PointerSettings settings, ReadPlan.Before before, TokenPointer state) {
    return new ReadPlan(
        kind,
        settings,
        before,
        ReadPlan.Asking.token(state.token()),
        new Track.Token(false, false),
        PageTrail.EMPTY);
  }

  Accepted accept() {
    boolean moves = reading.token() != null && !reading.token().equals(old.token());
    Set<KeyHash> handled = new LinkedHashSet<>(moves ? newest() : old.handled());
    List<Judged> judged = judge(handled, moves);
    String token = reading.token() == null ? old.token() : reading.token();
    boolean last = reading.cursor() == null;
    TokenPointer state =
        new TokenPointer(token, newest(handled, room()), last ? null : old.opening());
    Track.Token onward =
        new Track.Token(
            track.tokens() || reading.token() != null,
            track.items() || judged.stream().anyMatch(one -> one.verdict() != Verdict.KNOWN));
    alarms.raise(
        last && onward.items() && !onward.tokens(),
        PointerAlarm.Cause.POINTER_NOT_PRODUCED,
        "The run read events but the source never said where to go on; the next run reads them"
            + " again.");
    boolean changed = !state.equals(old);
    ReadPlan next =
        last
            ? null
            : new Continuation(plan, reading, trail, alarms).after(state, onward, () -> null);
    return new Accepted(
        judged,
        List.of(),
        state,
        changed || !plan.before().isStored(),
        SnapshotDelta.NONE,
        alarms.raised(),
        next);
  }

  /** A source that overlaps returns the newest events before its token once more. */
  private List<KeyHash> newest() {
    return newest(old.handled(), room() / OVERLAP);
  }

  private int room() {
    return plan.settings().caps().rememberedKeys();
  }

  private static List<KeyHash> newest(Collection<KeyHash> hashes, int most) {
    return hashes.stream().skip(Math.max(0, hashes.size() - most)).toList();
  }

  /** Which part of the room events from before the token may take. */
  private static final int OVERLAP = 8;

  /** What a page adds is remembered: under a new token only in case the source overlaps. */
  private List<Judged> judge(Set<KeyHash> handled, boolean moves) {
    Set<KeyHash> known = Set.copyOf(old.handled());
    Set<KeyHash> inPage = new LinkedHashSet<>();
    int room = room();
    int twice = 0;
    List<Judged> judged = new ArrayList<>();
    for (Reading.Keyed one : reading.items()) {
      boolean first = inPage.add(one.edition());
      twice += first ? 0 : 1;
      Verdict verdict = !first || known.contains(one.edition()) ? Verdict.KNOWN : fresh(one);
      boolean fits = moves || handled.contains(one.edition()) || handled.size() < room;
      if (fits) {
        handled.add(one.edition());
      }
      boolean keyNeeded = !fits && !moves && verdict != Verdict.KNOWN;
      judged.add(new Judged(one.item(), verdict, one.key(), keyNeeded, notBefore(one)));
    }
    alarms.duplicates(twice);
    return judged;
  }

  private Verdict fresh(Reading.Keyed one) {
    return startsBefore(old.opening(), one) ? Verdict.OPENING : Verdict.NEW;
  }

  private @Nullable Instant notBefore(Reading.Keyed one) {
    return notBefore(old.opening(), one);
  }

  /** Whether the item lies before where the stream begins. */
  static boolean startsBefore(@Nullable Opening opening, Reading.Keyed one) {
    if (opening == null) {
      return false;
    }
    Instant time = Reading.time(one.item());
    return opening.cutoff() == null || (time != null && time.isBefore(opening.cutoff()));
  }

  /** A listed item says its time only when it is loaded. */
  static @Nullable Instant notBefore(@Nullable Opening opening, Reading.Keyed one) {
    return opening != null && one.item() instanceof Listed ? opening.cutoff() : null;
  }
}
