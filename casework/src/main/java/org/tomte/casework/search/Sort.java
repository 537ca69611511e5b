package org.tomte.casework.search;

/**
 * The order of a list. What has no value in the field comes last, whichever the direction; what has
 * the same comes in the order of its number. Words of a list (severity, status) come in the order
 * of the list; a title counts with its first {@link #TEXT} characters.
 *
 * @param field a sortable field
 * @param descending whether the last comes first; numbers then fall too
 */
public record Sort(SearchField field, boolean descending) {

  /** So many characters of a text count. */
  public static final int TEXT = 100;

  /** Rejects what has no order. */
  public Sort {
    if (!field.sortable()) {
      throw new IllegalArgumentException("lists cannot be sorted by " + field.name());
    }
  }

  /**
   * Reads {@code opened} or {@code opened:desc}.
   *
   * @throws SearchFault when there is no such field or direction
   */
  public static Sort read(String text, SearchFields fields) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String direction = colon < 0 ? "asc" : text.substring(colon + 1);
    SearchField field = fields.find(name).filter(SearchField::sortable).orElse(null);
    if (field == null) {
      throw SearchFault.unsortable(name, fields);
    }
    return switch (direction) {
      case "asc" -> new Sort(field, false);
      case "desc" -> new Sort(field, true);
      default ->
          throw new SearchFault(
              "'%s' is no direction; write %s or %s:desc".formatted(direction, name, name));
    };
  }

  /** By number, the oldest first. */
  public static Sort byId(SearchFields fields) {
    return new Sort(fields.field(fields.id()), false);
  }

  /** As {@link #read} reads it. */
  @Override
  public String toString() {
    return descending ? field.name() + ":desc" : field.name();
  }
}
