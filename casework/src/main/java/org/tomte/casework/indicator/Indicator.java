package org.tomte.casework.indicator;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;

/**
 * An indicator as it stands.
 *
 * @param id unique and growing
 * @param name what it is known by; unique
 * @param fields what is set
 * @param setByPerson the names of fields whose value is a person's decision, also to leave it empty
 * @param sightings when and how often it was seen
 * @param times when its row was made and changed
 * @param createdBy who or what brought it first
 * @param version 1 when it is created, one more with every change of a field
 */
public record Indicator(
    long id,
    IndicatorName name,
    FieldValues fields,
    Set<String> setByPerson,
    Sightings sightings,
    Times times,
    Cause createdBy,
    long version) {

  /** Copies the set. */
  public Indicator {
    setByPerson = Set.copyOf(setByPerson);
  }

  /**
   * When and how often an indicator was seen.
   *
   * @param first when first, as the sources say
   * @param last when last; never before the first
   * @param count how many events brought it
   */
  public record Sightings(Instant first, Instant last, long count) {

    /** The same with more of them. */
    public Sightings plus(Sightings others) {
      return new Sightings(
          first.isBefore(others.first) ? first : others.first,
          last.isAfter(others.last) ? last : others.last,
          count + others.count);
    }
  }

  /**
   * When something happened to its row.
   *
   * @param created when it was made
   * @param changed when a field last changed
   */
  public record Times(Instant created, Instant changed) {}

  /** How sure its sources are, from 0 to 100; null when none says. */
  public @Nullable Long confidence() {
    return fields.get(FieldNames.CONFIDENCE) instanceof Long confidence ? confidence : null;
  }

  /** Its name in changes. */
  public ObjectRef ref() {
    return ObjectRef.indicator(id);
  }
}
