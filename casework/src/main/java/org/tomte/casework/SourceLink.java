package org.tomte.casework;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.field.FieldNames;

/** Gives an object the deep link of the event it is made from. */
final class SourceLink {

  private SourceLink() {}

  /**
   * The fields with the event's link, unless they have one. A link that is no address is left out:
   * it is the source's own and must not cost the event.
   */
  static Map<String, @Nullable Object> into(
      Map<String, @Nullable Object> fields, ObjectKind kind, @Nullable String link) {
    if (link == null
        || fields.containsKey(FieldNames.LINK)
        || !FieldCatalogue.standard().accepts(kind, FieldNames.LINK, link)) {
      return fields;
    }
    Map<String, @Nullable Object> more = new HashMap<>(fields);
    more.put(FieldNames.LINK, link);
    return more;
  }
}
