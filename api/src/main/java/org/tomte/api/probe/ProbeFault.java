package org.tomte.api.probe;

import org.jspecify.annotations.Nullable;
import org.tomte.api.FaultKind;

/** A step of a probe failed; says why and what a person can do. */
public final class ProbeFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final FaultKind kind;
  private final String remedy;

  /**
   * A fault.
   *
   * @param reason what was found, one sentence without secrets
   * @param remedy what to do, one sentence
   * @param cause null when nothing else was thrown
   */
  public ProbeFault(FaultKind kind, String reason, String remedy, @Nullable Throwable cause) {
    super(reason, cause);
    this.kind = kind;
    this.remedy = remedy;
  }

  /** What kind of fault a run would meet. */
  public FaultKind kind() {
    return kind;
  }

  /** What was found. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
