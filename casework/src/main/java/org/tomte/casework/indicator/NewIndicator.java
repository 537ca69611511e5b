package org.tomte.casework.indicator;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/**
 * An indicator that was seen.
 *
 * @param name what it is known by
 * @param fields field names and plain JSON values, without type and value
 * @param seen when; null for now. A time in the future counts as now
 * @param link a page in the source system, used when {@code fields} have none; may be null
 * @param cause why; null when it is that of the command
 */
public record NewIndicator(
    IndicatorName name,
    Map<String, @Nullable Object> fields,
    @Nullable Instant seen,
    @Nullable String link,
    @Nullable Cause cause) {

  /** An indicator that is seen now, with nothing but fields. */
  public static NewIndicator of(IndicatorName name, Map<String, @Nullable Object> fields) {
    return new NewIndicator(name, fields, null, null, null);
  }
}
