package org.tomte.engine.decision;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an action says about an event, to be rendered once the objects have their numbers. */
@FunctionalInterface
public interface DeliveryDraft {

  /** A draft cannot be rendered for this event; the message says which key and why. */
  final class DraftFault extends Exception {
    private static final long serialVersionUID = 1L;

    /** A fault without a stack trace: it lies in the event. */
    public DraftFault(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * Renders the texts.
   *
   * @param made variables of what was made: {@code incident}, {@code triage}, {@code task} and
   *     {@code indicator}, where there are any
   * @return plain JSON values by the keys of the action
   * @throws DraftFault when a template fails
   */
  Map<String, @Nullable Object> render(Map<String, Object> made) throws DraftFault;
}
