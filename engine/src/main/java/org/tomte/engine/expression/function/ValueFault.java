package org.tomte.engine.expression.function;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/**
 * A value on which a function cannot work. It never leaves an evaluation, which turns it into a
 * failed outcome with this reason. It has no stack trace, since a hostile event can cause many.
 */
public final class ValueFault extends CelRuntimeException {

  /** Steps that a fault takes: making and catching it costs about this many nanoseconds. */
  private static final long STEPS = 2_000;

  private final String reason;

  /** A fault with a reason that names the value. */
  public ValueFault(String reason) {
    // CEL offers no other way to pass through its function calls unchanged than this superclass.
    super(new Cause(), CelErrorCode.INVALID_ARGUMENT);
    this.reason = reason;
    Budget.charge(STEPS);
  }

  /** What is wrong with which value. */
  public String reason() {
    return reason;
  }

  @Override
  public String getMessage() {
    return reason;
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }

  /** The cause that the superclass asks for. */
  private static final class Cause extends RuntimeException {
    Cause() {
      super("a value is of no use", null, false, false);
    }
  }
}
