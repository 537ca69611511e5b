package org.tomte.casework.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates conditions over one object. */
final class Evaluation {
  private final ObjectValues object;

  Evaluation(ObjectValues object) {
    this.object = object;
  }

  Truth of(Condition condition) {
    return switch (condition) {
      case Condition.Constant constant -> Truth.of(constant.value());
      case Condition.Flag flag ->
          object.get(flag.field()) instanceof Boolean set ? Truth.of(set) : Truth.UNKNOWN;
      case Condition.Comparison comparison -> of(comparison);
      case Condition.In in -> of(in);
      case Condition.Holds holds -> of(holds);
      case Condition.Has has -> Truth.of(object.get(has.field()) != null);
      case Condition.TextTest test ->
          object.get(test.field()) instanceof String text
              ? Truth.of(test(text, test.part(), test.text()))
              : Truth.UNKNOWN;
      case Condition.And and -> {
        Truth all = Truth.TRUE;
        for (Condition each : and.conditions()) {
          all = all.and(of(each));
        }
        yield all;
      }
      case Condition.Or or -> {
        Truth any = Truth.FALSE;
        for (Condition each : or.conditions()) {
          any = any.or(of(each));
        }
        yield any;
      }
      case Condition.Not not -> of(not.condition()).not();
    };
  }

  private Truth of(Condition.Comparison comparison) {
    Object left = value(comparison.left());
    Object right = value(comparison.right());
    return left == null || right == null
        ? Truth.UNKNOWN
        : Truth.of(comparison.operator().holds(ValueOrder.of(left, right)));
  }

  private Truth of(Condition.In in) {
    Object value = value(in.term());
    return value == null
        ? Truth.UNKNOWN
        : Truth.of(in.values().stream().anyMatch(each -> ValueOrder.of(value, each) == 0));
  }

  private Truth of(Condition.Holds holds) {
    if (!(object.get(holds.list()) instanceof List<?> list)) {
      return Truth.FALSE;
    }
    Object element = value(holds.element());
    return element == null ? Truth.UNKNOWN : Truth.of(list.contains(element));
  }

  private static boolean test(String text, Condition.Part part, String other) {
    return switch (part) {
      case CONTAINS -> text.contains(other);
      case STARTS_WITH -> text.startsWith(other);
      case ENDS_WITH -> text.endsWith(other);
      case SAME_IGNORING_CASE -> text.equalsIgnoreCase(other);
    };
  }

  private @Nullable Object value(Term term) {
    return switch (term) {
      case Term.OfField of -> object.get(of.field());
      case Term.Literal literal -> literal.value();
      case Term.At at -> at.instant();
      case Term.Now _ -> object.now();
      case Term.Span span -> span.duration();
      case Term.Shifted shifted ->
          value(shifted.time()) instanceof Instant time && ObjectValues.usual(time)
              ? time.plus(shifted.by())
              : null;
      case Term.Between between ->
          value(between.earlier()) instanceof Instant earlier
                  && value(between.later()) instanceof Instant later
              ? Duration.between(earlier, later)
              : null;
    };
  }
}
