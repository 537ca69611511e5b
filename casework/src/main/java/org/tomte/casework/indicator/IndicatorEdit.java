package org.tomte.casework.indicator;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/**
 * Fields to be set on an existing indicator, whatever its sources say.
 *
 * @param id the indicator's id
 * @param fields field names and plain JSON values, without type and value; null empties a field
 * @param force whether a daemon overwrites fields that a person set
 * @param cause why; null when it is that of the command
 */
public record IndicatorEdit(
    long id, Map<String, @Nullable Object> fields, boolean force, @Nullable Cause cause) {

  /** An edit for the command's own cause. */
  public static IndicatorEdit of(long id, Map<String, @Nullable Object> fields) {
    return new IndicatorEdit(id, fields, false, null);
  }
}
