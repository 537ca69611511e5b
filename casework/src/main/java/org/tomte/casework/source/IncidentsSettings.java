package org.tomte.casework.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.SearchField;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.Term;

/** The settings of an {@code incidents} source. */
public record IncidentsSettings(
    @Setting(
            value = "Whether incidents are wanted that are open, closed, or any.",
            fallback = "open")
        State state,
    @Setting(value = "Only incidents that were opened longer ago than this.", example = "24h")
        @Nullable Duration ageOver,
    @Setting(
            value = "Only incidents that nobody changed or wrote a note on for longer than this.",
            example = "4h")
        @Nullable Duration idleOver,
    @Setting(
            value =
                "Only incidents without an owner that no person has changed or noted anything on.",
            fallback = "false")
        boolean unattended,
    @Setting(
            value = "The condition that incidents must meet, in the search language.",
            example = "severity == 'critical' && !has(owner) && inPhaseFor > duration('30m')")
        @Nullable String where,
    @Setting(
            value =
                "Durations; an incident is an event each time the field of steps-of reaches one,"
                    + " once for each until it is no longer chosen.",
            fallback = "[]",
            example = "[30m, 2h, 1d]")
        List<Duration> steps,
    @Setting(value = "The field whose value reaches the steps.", fallback = "age") String stepsOf,
    @Setting(
            value =
                "Whether an incident is an event again when somebody else changes it while it is"
                    + " chosen.",
            fallback = "false")
        boolean changed,
    @Setting(
            value =
                "Whether the daemon's own changes count; without it an incident that only the"
                    + " daemon touched is not there for it.",
            fallback = "false")
        boolean own,
    @Setting(value = "Whether restricted incidents are chosen too.", fallback = "false")
        boolean restricted)
    implements Chosen {

  /** Which incidents are wanted. */
  public enum State {
    /** Those in a status that is not closed. */
    OPEN,
    /** Those in a closed status. */
    CLOSED,
    /** All. */
    ANY
  }

  /** Rejects durations that select nothing or everything. */
  public IncidentsSettings {
    positive("age-over", ageOver);
    positive("idle-over", idleOver);
    steps = List.copyOf(steps);
    Chosen.check(steps);
  }

  /** The state, the age and the idleness as a condition. */
  Condition condition(SearchFields fields) {
    List<Condition> all = new ArrayList<>();
    Condition closed = new Condition.Has(fields.field("closed"));
    switch (state) {
      case OPEN -> all.add(new Condition.Not(closed));
      case CLOSED -> all.add(closed);
      case ANY -> {}
    }
    before(all, fields.field("opened"), ageOver);
    before(all, fields.field("changed"), idleOver);
    return new Condition.And(all);
  }

  private static void before(List<Condition> all, SearchField field, @Nullable Duration duration) {
    if (duration != null) {
      Term then = new Term.Shifted(new Term.Now(), duration.negated());
      all.add(new Condition.Comparison(new Term.OfField(field), Condition.Operator.LESS, then));
    }
  }

  private static void positive(String key, @Nullable Duration duration) {
    if (duration != null && !duration.isPositive()) {
      throw new IllegalArgumentException(
          key + " must be a positive duration such as 24h, not " + duration);
    }
  }
}
