package org.tomte.casework.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.Incident;

/** Searches objects in memory: the meaning that every store must have. */
public final class MemorySearch {

  private MemorySearch() {}

  /** Whether an object is what a request asks for. */
  public static <T> boolean meets(SearchTarget<T> target, T object, SearchRequest request) {
    ObjectValues values = target.values(object, request.fields(), request.now());
    boolean gone = object instanceof Incident incident && incident.deleted();
    if (gone && !request.withDeleted()) {
      return false;
    }
    return new Evaluation(values).of(request.condition()) == Truth.TRUE
        && request.words().stream().allMatch(word -> found(values, request.fields(), word));
  }

  /** A page of objects. */
  public static <T> SearchPage<T> page(
      SearchTarget<T> target, Collection<T> objects, SearchRequest request) {
    Comparator<Cursor> order = order(request.sort());
    Cursor after = request.after();
    record Placed<O>(O object, Cursor place) {}
    List<T> found =
        objects.stream()
            .filter(object -> meets(target, object, request))
            .map(object -> new Placed<>(object, target.place(object, request)))
            .filter(placed -> after == null || order.compare(placed.place(), after) > 0)
            .sorted(Comparator.comparing(Placed::place, order))
            .limit(request.limit() + 1L)
            .map(Placed::object)
            .toList();
    if (found.size() <= request.limit()) {
      return new SearchPage<>(found, null);
    }
    List<T> page = new ArrayList<>(found.subList(0, request.limit()));
    return new SearchPage<>(page, target.place(page.getLast(), request));
  }

  /** How many objects meet a request, up to a limit. */
  public static <T> SearchCount count(
      SearchTarget<T> target, Collection<T> objects, SearchRequest request, int most) {
    long number =
        objects.stream().filter(object -> meets(target, object, request)).limit(most + 1L).count();
    return new SearchCount(Math.min(number, most), number > most);
  }

  private static Comparator<Cursor> order(Sort sort) {
    Comparator<Cursor> byValue =
        (a, b) -> {
          Object x = known(a.value(), sort);
          Object y = known(b.value(), sort);
          if (x == null || y == null) {
            return Boolean.compare(x == null, y == null);
          }
          int order = ValueOrder.of(x, y);
          return sort.descending() ? -order : order;
        };
    Comparator<Cursor> byId = Comparator.comparingLong(Cursor::id);
    return byValue.thenComparing(sort.descending() ? byId.reversed() : byId);
  }

  /** Words count by their rank; one that is not among the words counts as none. */
  private static @Nullable Object known(@Nullable Object value, Sort sort) {
    if (value == null || sort.field().type() != SearchType.CHOICE) {
      return value;
    }
    int rank = sort.field().words().indexOf(value.toString());
    return rank < 0 ? null : (Object) (long) rank;
  }

  static @Nullable Object sortValue(ObjectValues values, SearchRequest request) {
    SearchField field = request.sort().field();
    if (field.name().equals(request.fields().id())) {
      return null;
    }
    return values.get(field) instanceof String text && field.type() == SearchType.TEXT
        ? text.substring(
            0,
            text.offsetByCodePoints(0, Math.min(Sort.TEXT, text.codePointCount(0, text.length()))))
        : values.get(field);
  }

  /** Whether a word is a part of a line, or begins a word of the description or a tag. */
  private static boolean found(ObjectValues values, SearchFields fields, String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    for (String name : PlainWords.LINES) {
      if (fields.find(name).map(values::get).orElse(null) instanceof String line
          && line.toLowerCase(Locale.ROOT).contains(wanted)) {
        return true;
      }
    }
    if (values.get(fields.field(FieldNames.TAGS)) instanceof List<?> tags
        && tags.stream().anyMatch(tag -> beginsWord(tag.toString(), wanted))) {
      return true;
    }
    return values.get(fields.field(FieldNames.DESCRIPTION)) instanceof String page
        && beginsWord(page, wanted);
  }

  private static boolean beginsWord(String text, String wanted) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (int at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
      if (at == 0 || !Character.isLetterOrDigit(lower.codePointBefore(at))) {
        return true;
      }
    }
    return false;
  }
}
