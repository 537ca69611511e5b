package org.tomte.engine.commit;

/** When the key of an event is stored. */
public enum KeyUse {
  /** When something is made of it; otherwise the pointer proves that it was handled. */
  WHEN_MADE,
  /** Always, because the pointer cannot prove that the event was handled. */
  ALWAYS,
  /**
   * Only the key is stored, and nothing is made, kept or told: the event was there before its
   * stream began, and nothing but the key will show that when it is returned again.
   */
  ONLY
}
