package org.tomte.casework.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/**
 * A task to be made.
 *
 * @param key the name its maker knows it by; null for none. A task that has it already is given
 *     back as it is
 * @param incident the number of the incident that it is for; null when it stands alone
 * @param fields field names and plain JSON values
 * @param link a page in the source system, used when {@code fields} have none; may be null
 * @param cause why; null when it is that of the command
 */
public record NewTask(
    @Nullable TaskKey key,
    @Nullable Long incident,
    Map<String, @Nullable Object> fields,
    @Nullable String link,
    @Nullable Cause cause) {

  /** A task by itself with nothing but fields. */
  public static NewTask of(Map<String, @Nullable Object> fields) {
    return new NewTask(null, null, fields, null, null);
  }
}
