package org.tomte.api.listen;

import org.jspecify.annotations.Nullable;

/**
 * Fields of an arrival as far as they can be looked at without making anything. Most arrivals match
 * no rule, and most conditions that fail can be told to fail by this.
 */
public interface FieldsInPlace {

  /**
   * What is known of a field of the event for nothing.
   *
   * @param field its name at the top of {@link Arrival#fields()}; not one of a time
   * @param place is set on the text where the answer is the place itself
   * @return {@code place}; or the value, a {@link String}, {@link Long} or {@link Boolean}, that
   *     {@link Arrival#fields()} has, where nothing must be made for it; null when the field is
   *     absent or would have to be made: then nothing is known
   */
  @Nullable Object look(String field, TextPlace place);
}
