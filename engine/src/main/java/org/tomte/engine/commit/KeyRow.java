package org.tomte.engine.commit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an event that made, changed, counted or quarantined something.
 *
 * @param name the event
 * @param state what became of it
 * @param version the source's version that was committed last, see {@link Versions}; null when the
 *     event never changes
 * @param made what its effects made, see {@link MadeEffects}
 * @param kept where it is kept with its decision; null when it is not
 * @param until the day from which it may be forgotten
 */
public record KeyRow(
    KeyName name,
    State state,
    @Nullable String version,
    String made,
    @Nullable KeptPlace kept,
    LocalDate until) {

  /** What became of an event. */
  public enum State {
    /** Its effects happened, or a condition held them back. */
    DONE(1),
    /** It waits for a person. */
    QUARANTINED(2),
    /** A person discarded it from quarantine. */
    DISCARDED(3),
    /** It was there before its stream began; nothing was made of it and the source is not told. */
    LEFT_OUT(4);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /** The number under which it is stored; never reused. */
    public int code() {
      return code;
    }

    /**
     * The state of a stored number.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static State of(int code) {
      for (State state : values()) {
        if (state.code == code) {
          return state;
        }
      }
      throw new IllegalArgumentException("no state of an event key has the code " + code);
    }
  }
}
