package org.tomte.engine.listen;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.commit.CleanText;

/**
 * The fields of an arrival, cleaned one by one when they are asked for, so that a rule which reads
 * one field does not make the others. Asking for all of them makes all.
 */
final class CleanFields extends AbstractMap<String, @Nullable Object> {
  private final Map<String, @Nullable Object> fields;
  private @Nullable Map<String, @Nullable Object> all;

  CleanFields(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return all == null ? CleanText.value(fields.get(key)) : all.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return all == null ? fields.containsKey(key) : all.containsKey(key);
  }

  @Override
  public int size() {
    return all().size();
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return all().entrySet();
  }

  /** All fields as they are stored. */
  Map<String, @Nullable Object> all() {
    Map<String, @Nullable Object> made = all;
    if (made == null) {
      made = CleanText.fields(fields);
      all = made;
    }
    return made;
  }
}
