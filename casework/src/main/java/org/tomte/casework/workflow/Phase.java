package org.tomte.casework.workflow;

import org.jspecify.annotations.Nullable;

/**
 * A phase of the work on an incident.
 *
 * @param name lower case, digits and hyphens
 * @param description one sentence
 * @param mandatory whether an incident cannot be closed before it was in this phase
 * @param status the status that an incident gets when it comes into this phase; null leaves it
 */
public record Phase(String name, String description, boolean mandatory, @Nullable String status) {

  /** A phase that nothing depends on. */
  public static Phase of(String name, String description) {
    return new Phase(name, description, false, null);
  }
}
