package org.tomte.engine.mapping;

import org.jspecify.annotations.Nullable;

/** Values as a message shows them: quoted and short. */
final class Shown {
  private static final int LONGEST = 60;

  private Shown() {}

  static String of(@Nullable Object value) {
    String text = String.valueOf(value);
    return "'" + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...") + "'";
  }
}
