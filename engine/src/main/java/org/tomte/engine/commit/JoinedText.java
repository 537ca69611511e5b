package org.tomte.engine.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldValues;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;

/** The words of notes that the commit itself writes. */
final class JoinedText {
  private static final int MOST_EVENTS = 20;
  private static final int LONGEST_VALUE = 200;

  private JoinedText() {}

  /** Which events joined an incident. */
  static String joined(List<EventWork> works) {
    StringBuilder text =
        new StringBuilder(works.size() == 1 ? "Another event" : works.size() + " more events")
            .append(" of the same group:");
    for (EventWork work : works.subList(0, Math.min(works.size(), MOST_EVENTS))) {
      text.append("\n- ").append(work.event.key());
      String title = title(work);
      if (title != null) {
        text.append(": ").append(shortened(title));
      }
    }
    if (works.size() > MOST_EVENTS) {
      text.append("\n- and ").append(works.size() - MOST_EVENTS).append(" more");
    }
    return text.toString();
  }

  private static @Nullable String title(EventWork work) {
    for (PlannedEffect planned : work.event.effects()) {
      if (planned.effect() instanceof Effect.CreateIncident create
          && create.fields().get("title") instanceof String title) {
        return title;
      }
    }
    return null;
  }

  /** What a newer version says differently; null when it says the same. */
  static @Nullable String newerVersion(
      EventWork work, FieldValues before, Map<String, @Nullable Object> fields) {
    List<String> lines = new ArrayList<>();
    fields.forEach((name, value) -> {
      Object old = before.get(name);
      if (!Objects.equals(String.valueOf(old), String.valueOf(value))) {
        lines.add("- %s: %s, now %s".formatted(name, shown(old), shown(value)));
      }
    });
    return lines.isEmpty()
        ? null
        : "A newer version of event %s says:\n%s"
            .formatted(work.event.key(), String.join("\n", lines));
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "nothing" : shortened(String.valueOf(value));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + " ...";
  }
}
