package org.tomte.engine.definition.revision;

import java.time.Instant;

/**
 * Who changes something.
 *
 * @param who a person's log-in name, or the command that did it
 * @param why in their words; may be empty
 * @param at when
 */
public record Author(String who, String why, Instant at) {

  /** Rejects a change that nobody made. */
  public Author {
    if (who.isBlank()) {
      throw new IllegalArgumentException("a change needs the name of who made it");
    }
  }
}
