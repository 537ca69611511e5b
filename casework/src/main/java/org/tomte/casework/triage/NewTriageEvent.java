package org.tomte.casework.triage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.entity.EntityName;

/**
 * A triage event to be added.
 *
 * @param fields field names and plain JSON values
 * @param observables entities that come with the event, beside those found in the text
 * @param link a page in the source system, used when {@code fields} have none; may be null
 * @param cause why; null when it is that of the command
 * @param id one that was taken by {@link TriageEvents#takeIds} before; null when one is to be taken
 */
public record NewTriageEvent(
    Map<String, @Nullable Object> fields,
    List<EntityName> observables,
    @Nullable String link,
    @Nullable Cause cause,
    @Nullable Long id) {

  /** An event with nothing but fields. */
  public static NewTriageEvent of(Map<String, @Nullable Object> fields) {
    return new NewTriageEvent(fields, List.of(), null, null, null);
  }
}
