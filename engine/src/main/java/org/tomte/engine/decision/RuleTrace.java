package org.tomte.engine.decision;

import java.util.List;

/**
 * What one rule made of an event.
 *
 * @param rule the rule's id
 * @param verdict how its condition came out
 * @param details the fields that were absent for {@link Verdict#UNKNOWN}, the reason for {@link
 *     Verdict#FAILED}, the time frame for {@link Verdict#ASLEEP}; empty otherwise
 */
public record RuleTrace(String rule, Verdict verdict, List<String> details) {

  /** How a rule's condition came out. */
  public enum Verdict {
    /** True: its actions are planned. */
    MATCHED,
    /** False. */
    NOT_MATCHED,
    /** It could not be judged because fields are absent; counted, and the event goes on. */
    UNKNOWN,
    /** It could not be judged because of a fault in evaluating; counted, and the event goes on. */
    FAILED,
    /** Its time frame is not open. */
    ASLEEP,
    /** An earlier rule ended the list. */
    NOT_REACHED
  }
}
