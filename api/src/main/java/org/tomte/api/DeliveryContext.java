package org.tomte.api;

import java.time.InstantSource;

/**
 * What a delivery is given beside its settings.
 *
 * @param connection the connection's name, for messages; empty when there is none
 * @param instance names this installation, so that what it sent is known when it comes back
 * @param clock the only clock a connector may read
 * @param seal proves that this installation sent something
 */
public record DeliveryContext(String connection, String instance, InstantSource clock, Seal seal) {

  /** For a delivery outside of an installation. */
  public DeliveryContext(String connection, String instance, InstantSource clock) {
    this(connection, instance, clock, Seal.open());
  }
}
