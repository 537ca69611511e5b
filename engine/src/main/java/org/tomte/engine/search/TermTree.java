package org.tomte.engine.search;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.search.SearchField;
import org.tomte.casework.search.SearchType;
import org.tomte.casework.search.Term;
import org.tomte.engine.expression.function.DurationText;
import org.tomte.engine.expression.function.ValueFault;

/** Reads values: fields, constants, times and durations. */
final class TermTree {
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final String NOW = "now";

  private final Reading reading;

  TermTree(Reading reading) {
    this.reading = reading;
  }

  /** The value that a node is; null after a fault. */
  @Nullable Term read(CelExpr node) {
    return switch (node.getKind()) {
      case CONSTANT -> constant(node);
      case IDENT, SELECT -> named(node);
      case CALL -> call(node);
      case LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> {
        reading.fault(node, "a single value is needed here: a field, text, a number or a time");
        yield null;
      }
    };
  }

  private @Nullable Term named(CelExpr node) {
    if (NOW.equals(Reading.path(node)) && !reading.named(NOW)) {
      return new Term.Now();
    }
    SearchField field = reading.field(node);
    return field == null ? null : new Term.OfField(field);
  }

  @Nullable Term constant(CelExpr node) {
    CelConstant constant = node.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> {
        String text = text(node);
        yield text == null ? null : new Term.Literal(text);
      }
      case INT64_VALUE -> new Term.Literal(constant.int64Value());
      case BOOLEAN_VALUE -> new Term.Literal(constant.booleanValue());
      case DOUBLE_VALUE -> {
        if (Double.isInfinite(constant.doubleValue())) {
          reading.fault(node, "this is beyond the range of numbers");
          yield null;
        }
        yield new Term.Literal(constant.doubleValue());
      }
      case NULL_VALUE -> {
        reading.fault(node, "nothing equals null here; write has(field) or !has(field)");
        yield null;
      }
      default -> {
        reading.fault(node, "valid constants are text, numbers, true and false");
        yield null;
      }
    };
  }

  /** The text of a constant; null after a fault. */
  @Nullable String text(CelExpr node) {
    if (node.getKind() != CelExpr.ExprKind.Kind.CONSTANT
        || node.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      reading.fault(node, "a text such as 'invoice' is needed here");
      return null;
    }
    String text = node.constant().stringValue();
    boolean storable =
        text.codePoints().noneMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
    if (!storable) {
      reading.fault(node, "no stored text has a NUL character or half a character in it");
      return null;
    }
    return text;
  }

  private @Nullable Term call(CelExpr node) {
    List<CelExpr> arguments = arguments(node);
    String function = node.call().function();
    if (function.equals("timestamp") && arguments.size() == 1) {
      return timestamp(arguments.getFirst());
    }
    if (function.equals("duration") && arguments.size() == 1) {
      return span(arguments.getFirst());
    }
    if (arguments.size() == 2) {
      switch (function) {
        case "_+_", "_-_" -> {
          return sum(node, arguments, function.equals("_-_"));
        }
        case "age" -> {
          Term earlier = time(arguments.get(0));
          Term later = time(arguments.get(1));
          return earlier == null || later == null ? null : new Term.Between(earlier, later);
        }
        default -> {}
      }
    }
    reading.fault(node, ConditionTree.outside(node));
    return null;
  }

  static List<CelExpr> arguments(CelExpr node) {
    List<CelExpr> arguments = new ArrayList<>();
    node.call().target().ifPresent(arguments::add);
    arguments.addAll(node.call().args());
    return arguments;
  }

  private @Nullable Term timestamp(CelExpr node) {
    try {
      Instant instant = instant(node.constantOrDefault());
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      if (year >= 1 && year <= 9999 && instant.truncatedTo(ChronoUnit.MICROS).equals(instant)) {
        return new Term.At(instant);
      }
      reading.fault(node, "a time is between the years 1 and 9999, in microseconds at most");
    } catch (DateTimeException e) {
      reading.fault(node, "a time is written as in timestamp('2026-11-25T03:17:00Z')");
    }
    return null;
  }

  private static Instant instant(CelConstant constant) {
    return switch (constant.getKind()) {
      case STRING_VALUE -> OffsetDateTime.parse(constant.stringValue()).toInstant();
      case INT64_VALUE -> Instant.ofEpochSecond(constant.int64Value());
      default -> throw new DateTimeException("neither text nor seconds");
    };
  }

  private @Nullable Term span(CelExpr node) {
    String text = text(node);
    if (text == null) {
      return null;
    }
    try {
      Duration span = DurationText.read(text);
      if (span.truncatedTo(ChronoUnit.MICROS).equals(span) && span.abs().compareTo(LONGEST) <= 0) {
        return new Term.Span(span);
      }
      reading.fault(node, "a duration has at most 36,500 days, in microseconds at most");
    } catch (ValueFault | ArithmeticException fault) {
      reading.fault(node, "a duration is written as in duration('90s'), '15m', '24h' or '7d'");
    }
    return null;
  }

  /** A time and a duration, two times, or two durations. */
  private @Nullable Term sum(CelExpr node, List<CelExpr> arguments, boolean minus) {
    Term left = read(arguments.get(0));
    Term right = read(arguments.get(1));
    if (left == null || right == null) {
      return null;
    }
    if (left.type() == SearchType.TIME && right instanceof Term.Span(Duration by)) {
      return new Term.Shifted(left, minus ? by.negated() : by);
    }
    if (!minus && left instanceof Term.Span(Duration by) && right.type() == SearchType.TIME) {
      return new Term.Shifted(right, by);
    }
    if (minus && left.type() == SearchType.TIME && right.type() == SearchType.TIME) {
      return new Term.Between(right, left);
    }
    reading.fault(
        node,
        "%s and %s cannot be %s here; valid are a time and a duration such as duration('24h')%s"
            .formatted(
                left.type().words(),
                right.type().words(),
                minus ? "subtracted" : "added",
                minus ? ", and two times" : ""));
    return null;
  }

  private @Nullable Term time(CelExpr node) {
    Term term = read(node);
    if (term != null && term.type() != SearchType.TIME) {
      reading.fault(node, "a time is needed here, not " + term.type().words());
      return null;
    }
    return term;
  }
}
