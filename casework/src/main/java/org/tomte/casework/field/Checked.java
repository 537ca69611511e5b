package org.tomte.casework.field;

import java.util.List;
import java.util.Set;

/**
 * Fields after the catalogue has looked at them.
 *
 * @param values the values that can be stored
 * @param cleared the fields that are to be emptied
 * @param faults what is wrong, each a sentence with the field, its value and what would be valid;
 *     empty when everything can be stored
 */
public record Checked(FieldValues values, Set<String> cleared, List<String> faults) {

  /** Whether everything can be stored. */
  public boolean valid() {
    return faults.isEmpty();
  }

  /** All faults in one text. */
  public String reason() {
    return String.join("; ", faults);
  }
}
