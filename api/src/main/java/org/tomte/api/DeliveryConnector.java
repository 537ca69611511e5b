package org.tomte.api;

import org.jspecify.annotations.Nullable;

/**
 * A connector that can send something outside: it offers one action to the rules of daemons.
 *
 * <p>The engine keeps what is to be sent in its outbox, in the transaction of the objects, and asks
 * for it afterwards: again after faults and after crashes, always under the same id, one at a time
 * for each object, within the budget of the host. A connector retries nothing by itself.
 *
 * @param <S> the record of its settings, those of a connection
 * @param <A> the record of what an action says; components carry {@link Setting}, and {@link
 *     Rendered} where they are templates. It is bound twice: at save with templates as written, and
 *     before sending with rendered texts. Its constructor checks only what holds for both
 */
public interface DeliveryConnector<S extends Record, A extends Record> extends Connector<S> {

  /** The word in {@code do:}, for example {@code send-email}: lower case and hyphens. */
  String action();

  /** What an action may say beside the keys that every delivery has. */
  Class<A> content();

  /**
   * Checks what an action says together with its connection, at save: an error here is cheaper than
   * a parked delivery at night. Texts may be templates still.
   *
   * @return what is wrong and what would be valid; null when nothing is
   */
  default @Nullable String fault(S settings, A content) {
    return null;
  }

  /** Whether files can go with it. */
  default boolean takesAttachments() {
    return false;
  }

  /** What to say for a message to people, such as an alarm; null when it cannot carry one. */
  default @Nullable A notice(Notice notice) {
    return null;
  }

  /**
   * Opens the way out for one delivery; secrets in the settings are resolved.
   *
   * @throws ConnectorFault when the settings cannot work here
   */
  Delivery<A> open(S settings, DeliveryContext context) throws ConnectorFault;
}
