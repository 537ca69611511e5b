package org.tomte.casework.incident;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.entity.EntityName;

/**
 * An incident to be opened.
 *
 * @param template the name of the template it is opened from
 * @param fields field names and plain JSON values that go over the template's; null leaves out what
 *     the template sets
 * @param observables entities that come with the event, beside those found in the text
 * @param link a page in the source system, used when {@code fields} have none; may be null
 * @param cause why; null when it is that of the command
 * @param copy whether it is the copy of another: the template's tasks and notes are not made
 */
public record NewIncident(
    String template,
    Map<String, @Nullable Object> fields,
    List<EntityName> observables,
    @Nullable String link,
    @Nullable Cause cause,
    boolean copy) {

  /** An incident with all that its template brings. */
  public NewIncident(
      String template,
      Map<String, @Nullable Object> fields,
      List<EntityName> observables,
      @Nullable String link,
      @Nullable Cause cause) {
    this(template, fields, observables, link, cause, false);
  }

  /** An incident with nothing but a template and fields. */
  public static NewIncident of(String template, Map<String, @Nullable Object> fields) {
    return new NewIncident(template, fields, List.of(), null, null);
  }
}
