package org.tomte.engine.commit;

import java.util.List;

/**
 * What to tell the source about an event once it is committed. One instance serves all events of a
 * daemon.
 *
 * @param done for events that were worked on, known ones too
 * @param quarantined for events in quarantine; empty leaves them untouched at the source
 */
public record Acknowledgements(List<Step> done, List<Step> quarantined) {

  /** Nothing is told. */
  public static final Acknowledgements NONE = new Acknowledgements(List.of(), List.of());

  /** Copies both lists. */
  public Acknowledgements {
    done = List.copyOf(done);
    quarantined = List.copyOf(quarantined);
  }

  /**
   * One thing to do at the source.
   *
   * @param verb one of the connector's verbs, for example {@code move}
   * @param argument what the verb needs; empty when it needs nothing
   */
  public record Step(String verb, String argument) {}
}
