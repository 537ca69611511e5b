package org.tomte.casework.source;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;

/** The settings of a source of objects of the data layer. */
public record ObjectsSettings(
    @Setting(
            value = "The condition that objects must meet, in the search language.",
            example = "!has(closed) && due < now")
        @Nullable String where,
    @Setting(
            value =
                "Durations; an object is an event each time the field of steps-of reaches one, once"
                    + " for each until it is no longer chosen.",
            fallback = "[]",
            example = "[30m, 2h, 1d]")
        List<Duration> steps,
    @Setting(value = "The field whose value reaches the steps.", fallback = "age") String stepsOf,
    @Setting(
            value =
                "Whether an object is an event again when somebody else changes it while it is"
                    + " chosen.",
            fallback = "false")
        boolean changed,
    @Setting(
            value =
                "Whether the daemon's own changes count; without it an object that only the daemon"
                    + " touched is not there for it.",
            fallback = "false")
        boolean own,
    @Setting(value = "Whether what is restricted is chosen too.", fallback = "false")
        boolean restricted)
    implements Chosen {

  /** Copies the steps and rejects those that are not reached one after the other. */
  public ObjectsSettings {
    steps = List.copyOf(steps);
    Chosen.check(steps);
  }
}
