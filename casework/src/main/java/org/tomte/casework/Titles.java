package org.tomte.casework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.workflow.SameTitles;

/** Gives incidents titles by the rule about those that are taken already. */
final class Titles {
  private static final int AT_ONCE = 32;
  private static final int MOST = 2_048;

  private final CaseworkTransaction transaction;
  private final SameTitles rule;

  /** Titles that this command gave away, with the number of their incident. */
  private final Map<String, Long> given = new HashMap<>();

  private boolean locked;

  Titles(Session session) {
    this.transaction = session.transaction();
    this.rule = session.settings().workflow().sameTitles();
  }

  /**
   * The title that an incident gets, or why it gets none.
   *
   * @param title null when there is none
   * @param fault null when the title can be taken
   */
  record Answer(@Nullable String title, @Nullable String fault) {}

  /** The title for an incident that is edited. */
  Answer free(@Nullable String wanted, Incident before) {
    String old = before.fields().text(org.tomte.casework.field.FieldNames.TITLE);
    return wanted == null || wanted.equals(old)
        ? new Answer(wanted, null)
        : free(wanted, before.number());
  }

  /**
   * The title for an incident.
   *
   * @param number its number; 0 for a new one
   */
  Answer free(@Nullable String wanted, long number) {
    if (wanted == null || rule == SameTitles.ALLOW) {
      return new Answer(wanted, null);
    }
    if (!locked) {
      transaction.incidents().lockTitles();
      locked = true;
    }
    Long taken = holder(wanted, transaction.incidents().titles(List.of(wanted)), number);
    if (taken == null) {
      given.put(wanted, number);
      return new Answer(wanted, null);
    }
    if (rule == SameTitles.REFUSE) {
      return new Answer(
          null,
          "field 'title': %s is called '%s' already; titles are given once"
              .formatted(taken == 0 ? "another new incident" : "incident " + taken, wanted));
    }
    return numbered(wanted, number);
  }

  private Answer numbered(String wanted, long number) {
    for (int from = 2; from < MOST; from += AT_ONCE) {
      List<String> candidates = new ArrayList<>();
      for (int i = from; i < from + AT_ONCE; i++) {
        candidates.add("%s (%d)".formatted(wanted, i));
      }
      Map<String, Long> taken = transaction.incidents().titles(candidates);
      for (String candidate : candidates) {
        if (holder(candidate, taken, number) == null) {
          given.put(candidate, number);
          return new Answer(candidate, null);
        }
      }
    }
    return new Answer(
        null,
        "field 'title': more than %d incidents are called '%s' already".formatted(MOST, wanted));
  }

  private @Nullable Long holder(String title, Map<String, Long> taken, long number) {
    Long here = given.get(title);
    Long there = taken.get(title);
    if (here != null) {
      return here;
    }
    return there == null || there == number ? null : there;
  }
}
