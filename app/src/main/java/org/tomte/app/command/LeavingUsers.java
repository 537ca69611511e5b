package org.tomte.app.command;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tomte.app.console.Console;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.people.Person;
import org.tomte.casework.setting.CaseSettings;

/** Tells what users leave behind who are deleted or not active any more. */
final class LeavingUsers {
  private static final int MOST = 100;

  private LeavingUsers() {}

  /** Who was active before and is not afterwards. */
  static Set<String> between(CaseSettings before, CaseSettings after) {
    Set<String> leaving = new TreeSet<>(active(before));
    leaving.removeAll(active(after));
    return leaving;
  }

  private static Set<String> active(CaseSettings settings) {
    return settings.people().values().stream()
        .filter(Person::active)
        .map(Person::name)
        .collect(Collectors.toSet());
  }

  static void tell(OpenInstance instance, Set<String> leaving, Console console) {
    for (String name : leaving) {
      IncidentFilter theirs = new IncidentFilter(false, null, null, name, null, null, false);
      List<Incident> open = instance.casework().incidents(theirs, 0, MOST);
      if (!open.isEmpty()) {
        console.note(
            "%s leaves and owns %s%d open incident%s: %s"
                .formatted(
                    name,
                    open.size() == MOST ? "at least " : "",
                    open.size(),
                    open.size() == 1 ? "" : "s",
                    open.stream()
                        .map(each -> String.valueOf(each.number()))
                        .collect(Collectors.joining(", "))));
      }
    }
  }
}
