package org.tomte.engine.expression;

import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.exceptions.CelIterationLimitExceededException;
import dev.cel.common.exceptions.CelOverloadNotFoundException;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.function.ValueFault;

/** Says in a person's words why an evaluation failed. */
final class Reasons {

  private Reasons() {}

  static String of(Throwable failure) {
    ValueFault fault = cause(failure, ValueFault.class);
    if (fault != null) {
      return fault.reason();
    }
    if (cause(failure, CelIterationLimitExceededException.class) != null) {
      return "the expression goes over more than "
          + ExpressionLimits.ITERATIONS
          + " list elements on this event";
    }
    if (cause(failure, CelOverloadNotFoundException.class) != null) {
      return "a function got a value of a type that it does not take";
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : firstLine(message);
  }

  /** Whether a field was asked of something that has no fields. */
  static boolean isMissingField(Throwable failure) {
    return cause(failure, CelAttributeNotFoundException.class) != null;
  }

  private static <T extends Throwable> @Nullable T cause(
      @Nullable Throwable failure, Class<T> type) {
    int depth = 0;
    for (Throwable at = failure; at != null && depth < 20; at = at.getCause(), depth++) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse(message);
    return line.replaceFirst("^evaluation error at <input>:\\d+: ", "");
  }
}
