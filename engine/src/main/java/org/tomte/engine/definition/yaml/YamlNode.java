package org.tomte.engine.definition.yaml;

import org.jspecify.annotations.Nullable;

/** A value in a YAML document with the place where it stands. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {

  /** Where the value begins. */
  Place place();

  /**
   * The value without places: null, Boolean, Long, java.math.BigInteger, Double, String, List, or a
   * java.util.SequencedMap with text keys in the order of the file.
   */
  @Nullable Object value();

  /** What kind of value this is, for messages: {@code a list}. */
  String kind();
}
