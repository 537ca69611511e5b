package org.tomte.engine.pointer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon says about its pointers.
 *
 * @param start where streams without a pointer begin
 * @param lateness what is done about events that become visible late or claim odd times
 * @param shrinking when a listing is too small to be believed
 * @param caps bounds of state and run
 */
public record PointerSettings(Start start, Lateness lateness, Shrinking shrinking, Caps caps) {

  /** From now on, nothing held back or read again, five minutes of tolerance. */
  public static final PointerSettings DEFAULT =
      new PointerSettings(Start.NOW, Lateness.DEFAULT, Shrinking.DEFAULT, Caps.DEFAULT);

  /** The same with another start. */
  public PointerSettings withStart(Start newStart) {
    return new PointerSettings(newStart, lateness, shrinking, caps);
  }

  /** The same with another lateness. */
  public PointerSettings withLateness(Lateness newLateness) {
    return new PointerSettings(start, newLateness, shrinking, caps);
  }

  /** The same with another guard against shrinking listings. */
  public PointerSettings withShrinking(Shrinking newShrinking) {
    return new PointerSettings(start, lateness, newShrinking, caps);
  }

  /** The same with other caps. */
  public PointerSettings withCaps(Caps newCaps) {
    return new PointerSettings(start, lateness, shrinking, newCaps);
  }

  /**
   * What is done about late events.
   *
   * @param holdBack read only what is older than this by the source's clock, and only whole steps
   *     of its precision; null: read everything. Applies to times, and to ids whose events say a
   *     time
   * @param reread how far behind the pointer a time stream is read again each run; zero: only the
   *     boundary step. Late events within it are found, older ones are not
   * @param rereadIds how many ids behind the pointer stay watched for late ones, beyond {@code
   *     settle}; also for sources that say they have no gaps
   * @param futureTolerance how far ahead of the clock an event may be and still move the pointer
   * @param settle how long a missing id is watched; it is given up only by a reading that began
   *     after this time and did not find it
   */
  public record Lateness(
      @Nullable Duration holdBack,
      Duration reread,
      long rereadIds,
      Duration futureTolerance,
      Duration settle) {

    /** Nothing held back or read again, five minutes of tolerance, gaps watched five minutes. */
    public static final Lateness DEFAULT =
        new Lateness(null, Duration.ZERO, 0, Duration.ofMinutes(5), Duration.ofMinutes(5));

    /** Rejects negative spans. */
    public Lateness {
      if (holdBack != null) {
        notNegative("hold-back", holdBack);
      }
      notNegative("reread", reread);
      notNegative("future tolerance", futureTolerance);
      notNegative("settle time", settle);
      if (rereadIds < 0) {
        throw new IllegalArgumentException(
            "the number of ids to read again is at least 0, not " + rereadIds);
      }
    }

    /** The same with a hold-back; null for none. */
    public Lateness withHoldBack(@Nullable Duration span) {
      return new Lateness(span, reread, rereadIds, futureTolerance, settle);
    }

    /** The same with a reread span. */
    public Lateness withReread(Duration span) {
      return new Lateness(holdBack, span, rereadIds, futureTolerance, settle);
    }

    /** The same with a number of ids that stay watched. */
    public Lateness withRereadIds(long count) {
      return new Lateness(holdBack, reread, count, futureTolerance, settle);
    }

    /** The same with another tolerance for the future. */
    public Lateness withFutureTolerance(Duration span) {
      return new Lateness(holdBack, reread, rereadIds, span, settle);
    }

    /** The same with another settle time. */
    public Lateness withSettle(Duration span) {
      return new Lateness(holdBack, reread, rereadIds, futureTolerance, span);
    }

    private static void notNegative(String name, Duration span) {
      if (span.isNegative()) {
        throw new IllegalArgumentException("the %s is zero or more, not %s".formatted(name, span));
      }
    }
  }

  /**
   * When a complete listing is so small that nothing in it counts as gone.
   *
   * @param minimumShare the share of known members that must still be there, 0 to 1
   * @param minimumMembers with fewer known members than this every listing is believed
   */
  public record Shrinking(double minimumShare, int minimumMembers) {

    /** Half of at least 20 members. */
    public static final Shrinking DEFAULT = new Shrinking(0.5, 20);

    /** Rejects what is no share. */
    public Shrinking {
      if (!(minimumShare >= 0 && minimumShare <= 1)) {
        throw new IllegalArgumentException(
            "the minimum share of a listing is between 0 and 1, not " + minimumShare);
      }
      if (minimumMembers < 0) {
        throw new IllegalArgumentException(
            "the minimum number of members is at least 0, not " + minimumMembers);
      }
    }
  }

  /**
   * Bounds. None of them loses an event: what does not fit is proved by keys in the sink instead.
   *
   * @param rememberedKeys how many handled events a pointer remembers, 16 bytes each
   * @param gaps how many ranges of missing ids are watched; the lowest are given up first, with an
   *     alarm
   * @param pages after how many pages a run ends, against sources whose paging never does
   * @param goneAtOnce how many vanished members one batch takes
   */
  public record Caps(int rememberedKeys, int gaps, int pages, int goneAtOnce) {

    /** 2,048 keys, 500 ranges, 100,000 pages, 1,000 vanished members. */
    public static final Caps DEFAULT = new Caps(2_048, 500, 100_000, 1_000);

    /** Rejects caps that could not work. */
    public Caps {
      if (rememberedKeys < 0 || rememberedKeys > 20_000) {
        throw new IllegalArgumentException(
            "a pointer remembers 0 to 20,000 keys, not " + rememberedKeys);
      }
      if (gaps < 1 || gaps > 5_000) {
        throw new IllegalArgumentException("1 to 5,000 gaps are watched, not " + gaps);
      }
      if (pages < 1 || goneAtOnce < 1) {
        throw new IllegalArgumentException(
            "pages and vanished members at once are at least 1, not %d and %d"
                .formatted(pages, goneAtOnce));
      }
    }
  }
}
