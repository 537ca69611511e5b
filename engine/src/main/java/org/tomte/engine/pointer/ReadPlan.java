package org.tomte.engine.pointer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.api.PollRequest;
import org.tomte.api.Position;
import org.tomte.api.RunSignal;
import org.tomte.api.StreamKind;

/**
 * What to ask the poller next. Comes from {@link PointerAlgebra#begin} or from {@link
 * Accepted#next}, is immutable and good for one page; used twice it gives the same answer twice.
 */
public final class ReadPlan {
  private final StreamKind kind;
  private final PointerSettings settings;
  private final Before before;
  private final Asking asking;
  private final Track track;
  private final PageTrail trail;

  ReadPlan(
      StreamKind kind,
      PointerSettings settings,
      Before before,
      Asking asking,
      Track track,
      PageTrail trail) {
    this.kind = kind;
    this.settings = settings;
    this.before = before;
    this.asking = asking;
    this.track = track;
    this.trail = trail;
  }

  /** The pointer as it stands; for a stream without one, where it begins. */
  public PointerState state() {
    return before.state();
  }

  /** See {@link PollRequest#from()}: a position that the source returned, or a bound of reading. */
  public @Nullable Position from() {
    return asking.from();
  }

  /** See {@link PollRequest#until()}. */
  public @Nullable Instant until() {
    return asking.until();
  }

  /** See {@link PollRequest#token()}. */
  public @Nullable String token() {
    return asking.token();
  }

  /** See {@link PollRequest#next()}. */
  public @Nullable String next() {
    return asking.next();
  }

  /**
   * Whether the poller has to be asked at all. If not, {@link PointerAlgebra#accept} is called with
   * an empty last page: more vanished members are left than one batch takes.
   */
  public boolean polls() {
    return asking.polls();
  }

  /** Whether the source is only looked at: nothing that comes is handled, counted or committed. */
  public boolean looksOnly() {
    return track instanceof Track.Check;
  }

  /**
   * How many items to ask for, so that a source without paging gets beyond the events at its
   * boundary that are known already.
   *
   * @param maxEvents how many new events are wanted
   */
  public int pageSize(int maxEvents) {
    return (int) Math.min(Integer.MAX_VALUE, (long) maxEvents + asking.expectKnown());
  }

  /** The request for the poller. */
  public PollRequest request(
      String stream, int maxEvents, long maxBytes, Instant launch, RunSignal signal) {
    return new PollRequest(
        stream,
        asking.from(),
        asking.until(),
        asking.token(),
        asking.next(),
        pageSize(maxEvents),
        maxBytes,
        launch,
        signal);
  }

  StreamKind kind() {
    return kind;
  }

  PointerSettings settings() {
    return settings;
  }

  Before before() {
    return before;
  }

  Asking asking() {
    return asking;
  }

  Track track() {
    return track;
  }

  PageTrail trail() {
    return trail;
  }

  /** The next page of the same reading: same filter, next cursor. */
  ReadPlan following(String cursor, PointerState state, Track newTrack, PageTrail newTrail) {
    Asking same =
        new Asking(asking.from(), asking.until(), asking.token(), cursor, 0, asking.polls());
    return new ReadPlan(kind, settings, Before.stored(state), same, newTrack, newTrail);
  }

  /** A reading of its own in the same run. */
  ReadPlan anew(PointerState state, Asking newAsking, Track newTrack, PageTrail newTrail) {
    return new ReadPlan(kind, settings, Before.stored(state), newAsking, newTrack, newTrail);
  }

  /** The pointer before the page, and whether the store has it already. */
  record Before(PointerState state, boolean isStored) {
    static Before stored(PointerState state) {
      return new Before(state, true);
    }
  }

  /**
   * The request's part that the pointer decides.
   *
   * @param expectKnown how many known events will probably come again
   */
  record Asking(
      @Nullable Position from,
      @Nullable Instant until,
      @Nullable String token,
      @Nullable String next,
      int expectKnown,
      boolean polls) {

    /** A wider page than this costs more memory than a stuck source is worth. */
    private static final long WIDEST = 50_000;

    static Asking after(@Nullable Position from) {
      return new Asking(from, null, null, null, 0, true);
    }

    static Asking at(@Nullable Position from, @Nullable Instant until, long known) {
      return new Asking(from, until, null, null, (int) Math.min(WIDEST, known), true);
    }

    /** The same with more room for what is known already, as far as is sensible. */
    Asking wider(long known) {
      int more = (int) Math.max(expectKnown, Math.min(WIDEST, known));
      return new Asking(from, until, token, null, more, polls);
    }

    static Asking token(@Nullable String token) {
      return new Asking(null, null, token, null, 0, true);
    }

    static Asking nothing() {
      return new Asking(null, null, null, null, 0, false);
    }
  }
}
