package org.tomte.casework.search;

import java.util.List;
import org.tomte.casework.field.Nearest;

/** A search that cannot be made; the message says what would be valid. */
public final class SearchFault extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** A fault with a message for people. */
  public SearchFault(String message) {
    super(message);
  }

  static SearchFault unsortable(String name, SearchFields fields) {
    List<String> valid =
        fields.all().stream().filter(SearchField::sortable).map(SearchField::name).toList();
    return new SearchFault(
        "%s cannot be sorted by '%s'%s (valid: %s)"
            .formatted(
                fields.kind().word(),
                name,
                Nearest.question(name, valid),
                String.join(", ", valid)));
  }
}
