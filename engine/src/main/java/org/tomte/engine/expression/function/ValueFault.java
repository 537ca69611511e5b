package org.tomte.engine.expression.function;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/**
 * A value on which a function cannot work. It never leaves an evaluation, which turns it into a
 * failed outcome with this reason.
 */
public final class ValueFault extends CelRuntimeException {

  private final String reason;

  /** A fault with a reason that names the value. */
  public ValueFault(String reason) {
    // CEL offers no other way to pass through its function calls unchanged than this superclass.
    super(new IllegalArgumentException(reason), CelErrorCode.INVALID_ARGUMENT);
    this.reason = reason;
  }

  /** What is wrong with which value. */
  public String reason() {
    return reason;
  }
}
