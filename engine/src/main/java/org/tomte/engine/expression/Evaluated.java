package org.tomte.engine.expression;

import org.jspecify.annotations.Nullable;

/** What an expression gives when it is evaluated to a value. */
public sealed interface Evaluated permits Evaluated.Value, Unknown, Failed {

  /**
   * A plain JSON value: null, {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link
   * java.util.List} or {@link java.util.Map}. A time is RFC 3339 text in UTC, a duration is text in
   * seconds such as {@code 90s}.
   *
   * @param value the value; null is JSON null
   */
  record Value(@Nullable Object value) implements Evaluated {}
}
