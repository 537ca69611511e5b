package org.tomte.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a delivery ended; what may work later is a {@link ConnectorFault} instead. */
public sealed interface DeliveryOutcome {

  /**
   * The receiver took it.
   *
   * @param words what happened, one sentence without secrets; written to the object as a note
   * @param answer what the receiver said, as plain JSON values; may be empty
   */
  record Delivered(String words, Map<String, @Nullable Object> answer) implements DeliveryOutcome {}

  /**
   * The receiver will never take this one: an address that does not exist, a body that it does not
   * understand. It is set aside at once, and what comes after it goes on.
   *
   * @param reason what was refused, in the receiver's words where it gave some
   */
  record Refused(String reason) implements DeliveryOutcome {}
}
