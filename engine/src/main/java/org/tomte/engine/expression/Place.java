package org.tomte.engine.expression;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in what an expression was given. The path is only written when it is asked
 * for, because almost no value needs it.
 */
interface Place {

  /** The place around this one, or null for a variable. */
  @Nullable Place around();

  /** The name of this place in the one around it. */
  String name();

  /** The path from the variable, for example {@code event.users[].name}. */
  default String path() {
    Place around = around();
    if (around == null) {
      return name();
    }
    String name = name();
    return name.startsWith("[") ? around.path() + name : around.path() + "." + name;
  }
}
