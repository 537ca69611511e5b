package org.tomte.engine.expression;

import java.util.List;

/**
 * The answer hangs on fields that the event does not have.
 *
 * @param fields the paths of the absent fields, sorted, for example {@code event.user.name}; an
 *     element of a list is written {@code event.items[].name}; empty where a function such as find
 *     or lookup found nothing
 */
public record Unknown(List<String> fields) implements Verdict, Evaluated {

  /** Copies the names. */
  public Unknown {
    fields = List.copyOf(fields);
  }
}
