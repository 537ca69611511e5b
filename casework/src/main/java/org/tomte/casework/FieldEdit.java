package org.tomte.casework;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldValues;

/**
 * Fields after an edit.
 *
 * @param values what is set
 * @param setByPerson the fields whose value is a person's decision
 * @param kept the fields that a daemon did not get because a person set them
 */
record FieldEdit(FieldValues values, Set<String> setByPerson, Set<String> kept) {

  /**
   * Applies checked fields. A person's values are left alone by daemons unless forced; a field that
   * is forced is the daemon's from then on.
   */
  static FieldEdit apply(
      FieldValues current, Set<String> setByPerson, Checked edit, Cause cause, boolean force) {
    FieldValues values = current;
    Set<String> marks = new HashSet<>(setByPerson);
    Set<String> kept = new TreeSet<>();
    Set<String> names = new TreeSet<>(edit.cleared());
    names.addAll(edit.values().names());
    for (String name : names) {
      @Nullable Object value = edit.values().get(name);
      if (Objects.equals(value, values.get(name))) {
        continue;
      }
      if (cause instanceof Cause.Daemon && !force && marks.contains(name)) {
        kept.add(name);
        continue;
      }
      values = values.with(name, value);
      mark(marks, name, cause);
    }
    return new FieldEdit(values, marks, kept);
  }

  private static void mark(Set<String> marks, String name, Cause cause) {
    switch (cause) {
      case Cause.Person _ -> marks.add(name);
      case Cause.Daemon _ -> marks.remove(name);
      case Cause.Import _ -> {}
    }
  }
}
