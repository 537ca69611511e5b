package org.tomte.engine.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.listen.FieldsInPlace;
import org.tomte.api.listen.TextPlace;

/**
 * A quick look at a condition, by the fields of the event that stand ready. It answers only where
 * the whole expression could give nothing else: what it does not know, or does not understand, it
 * leaves to the expression.
 */
sealed interface Glance {

  /** What is known. */
  enum Answer {
    NO,
    UNSURE,
    YES;

    private static Answer of(boolean truth) {
      return truth ? YES : NO;
    }

    private Answer not() {
      return switch (this) {
        case NO -> YES;
        case UNSURE -> UNSURE;
        case YES -> NO;
      };
    }
  }

  /**
   * Looks.
   *
   * @param place is moved about
   */
  Answer at(FieldsInPlace event, TextPlace place);

  /** Nothing can be told. */
  record Nothing() implements Glance {
    @Override
    public Answer at(FieldsInPlace event, TextPlace place) {
      return Answer.UNSURE;
    }
  }

  /** Written true or false. */
  record Constant(boolean truth) implements Glance {
    @Override
    public Answer at(FieldsInPlace event, TextPlace place) {
      return Answer.of(truth);
    }
  }

  /** False as soon as one side is, whatever the other does. */
  record Both(Glance left, Glance right) implements Glance {
    @Override
    public Answer at(FieldsInPlace event, TextPlace place) {
      Answer first = left.at(event, place);
      if (first == Answer.NO) {
        return first;
      }
      Answer second = right.at(event, place);
      return second == Answer.NO || first == Answer.YES ? second : first;
    }
  }

  /** True as soon as one side is, whatever the other does. */
  record Either(Glance left, Glance right) implements Glance {
    @Override
    public Answer at(FieldsInPlace event, TextPlace place) {
      Answer first = left.at(event, place);
      if (first == Answer.YES) {
        return first;
      }
      Answer second = right.at(event, place);
      return second == Answer.YES || first == Answer.NO ? second : first;
    }
  }

  /** The opposite. */
  record Not(Glance inner) implements Glance {
    @Override
    public Answer at(FieldsInPlace event, TextPlace place) {
      return inner.at(event, place).not();
    }
  }

  /** A field of the kind true or false. */
  record Truth(String field) implements Glance {
    @Override
    public Answer at(FieldsInPlace event, TextPlace place) {
      return event.look(field, place) instanceof Boolean truth ? Answer.of(truth) : Answer.UNSURE;
    }
  }

  /** How a text is compared with a written one. */
  enum TextTest {
    EQUAL,
    STARTS,
    ENDS,
    CONTAINS
  }

  /** A text field beside a written text. */
  final class Text implements Glance {
    private final String field;
    private final TextTest test;
    private final String word;
    private final byte[] octets;

    Text(String field, TextTest test, String word) {
      this.field = field;
      this.test = test;
      this.word = word;
      this.octets = word.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Answer at(FieldsInPlace event, TextPlace place) {
      return switch (event.look(field, place)) {
        case TextPlace stands -> Answer.of(holds(stands));
        case String text -> Answer.of(holds(text));
        case null, default -> Answer.UNSURE;
      };
    }

    private boolean holds(TextPlace text) {
      return switch (test) {
        case EQUAL -> text.isEqualTo(octets);
        case STARTS -> text.startsWith(octets);
        case ENDS -> text.endsWith(octets);
        case CONTAINS -> text.contains(octets);
      };
    }

    private boolean holds(String text) {
      return switch (test) {
        case EQUAL -> text.equals(word);
        case STARTS -> text.startsWith(word);
        case ENDS -> text.endsWith(word);
        case CONTAINS -> text.contains(word);
      };
    }
  }

  /** How a number is compared with a written one. */
  enum NumberTest {
    EQUAL,
    LESS,
    GREATER
  }

  /** A field of a whole number beside a written one. */
  record Whole(String field, NumberTest test, long number) implements Glance {
    @Override
    public Answer at(FieldsInPlace event, TextPlace place) {
      if (!(event.look(field, place) instanceof Long value)) {
        return Answer.UNSURE;
      }
      return Answer.of(
          switch (test) {
            case EQUAL -> value == number;
            case LESS -> value < number;
            case GREATER -> value > number;
          });
    }
  }

  /** What can be told of a checked expression; null when that is never anything. */
  static @Nullable Glance of(CelExpr condition) {
    Glance glance = read(condition);
    return glance instanceof Nothing ? null : glance;
  }

  private static Glance read(CelExpr node) {
    return switch (node.getKind()) {
      case CONSTANT ->
          node.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
              ? new Constant(node.constant().booleanValue())
              : new Nothing();
      case SELECT -> {
        String field = field(node);
        yield field == null ? new Nothing() : new Truth(field);
      }
      case CALL -> call(node.call());
      case IDENT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> new Nothing();
    };
  }

  private static Glance call(CelExpr.CelCall call) {
    List<CelExpr> given = call.args();
    return switch (call.function()) {
      case "_&&_" -> both(read(given.get(0)), read(given.get(1)));
      case "_||_" -> either(read(given.get(0)), read(given.get(1)));
      case "!_" -> not(read(given.getFirst()));
      case "_==_" -> equal(given.get(0), given.get(1));
      case "_!=_" -> not(equal(given.get(0), given.get(1)));
      case "_<_" -> compared(given, NumberTest.LESS, NumberTest.GREATER);
      case "_>_" -> compared(given, NumberTest.GREATER, NumberTest.LESS);
      case "_<=_" -> not(compared(given, NumberTest.GREATER, NumberTest.LESS));
      case "_>=_" -> not(compared(given, NumberTest.LESS, NumberTest.GREATER));
      case "startsWith" -> text(call, TextTest.STARTS);
      case "endsWith" -> text(call, TextTest.ENDS);
      case "contains" -> text(call, TextTest.CONTAINS);
      case "@in" -> among(given.get(0), given.get(1));
      default -> new Nothing();
    };
  }

  private static Glance both(Glance left, Glance right) {
    return left instanceof Nothing && right instanceof Nothing ? left : new Both(left, right);
  }

  private static Glance either(Glance left, Glance right) {
    return left instanceof Nothing && right instanceof Nothing ? left : new Either(left, right);
  }

  private static Glance not(Glance inner) {
    return inner instanceof Nothing ? inner : new Not(inner);
  }

  /** The name of a field of the event itself; null for everything else. */
  private static @Nullable String field(CelExpr node) {
    boolean plain =
        node.getKind() == CelExpr.ExprKind.Kind.SELECT
            && !node.select().testOnly()
            && node.select().operand().getKind() == CelExpr.ExprKind.Kind.IDENT
            && node.select().operand().ident().name().equals("event");
    return plain ? node.select().field() : null;
  }

  private static Glance equal(CelExpr left, CelExpr right) {
    String field = field(left);
    if (field == null) {
      String other = field(right);
      return other == null ? new Nothing() : equal(other, left);
    }
    return equal(field, right);
  }

  private static Glance equal(String field, CelExpr value) {
    if (value.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      return new Nothing();
    }
    return switch (value.constant().getKind()) {
      case STRING_VALUE -> new Text(field, TextTest.EQUAL, value.constant().stringValue());
      case INT64_VALUE -> new Whole(field, NumberTest.EQUAL, value.constant().int64Value());
      case BOOLEAN_VALUE -> {
        Truth truth = new Truth(field);
        yield value.constant().booleanValue() ? truth : new Not(truth);
      }
      default -> new Nothing();
    };
  }

  private static Glance compared(List<CelExpr> sides, NumberTest asWritten, NumberTest turned) {
    String left = field(sides.get(0));
    String right = field(sides.get(1));
    Long number = number(left == null ? sides.get(0) : sides.get(1));
    if (number == null || (left == null && right == null)) {
      return new Nothing();
    }
    return left == null
        ? new Whole(String.valueOf(right), turned, number)
        : new Whole(left, asWritten, number);
  }

  private static @Nullable Long number(CelExpr node) {
    boolean whole =
        node.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && node.constant().getKind() == CelConstant.Kind.INT64_VALUE;
    return whole ? (Long) node.constant().int64Value() : null;
  }

  private static Glance text(CelExpr.CelCall call, TextTest test) {
    CelExpr target = call.target().orElse(null);
    String field = target == null || call.args().size() != 1 ? null : field(target);
    CelExpr word = field == null ? null : call.args().getFirst();
    boolean written =
        word != null
            && word.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && word.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    return field == null || word == null || !written
        ? new Nothing()
        : new Text(field, test, word.constant().stringValue());
  }

  /** A field among written values; an empty list has nothing. */
  private static Glance among(CelExpr element, CelExpr list) {
    String field = field(element);
    if (field == null || list.getKind() != CelExpr.ExprKind.Kind.LIST) {
      return new Nothing();
    }
    List<Glance> each = new ArrayList<>();
    list.list().elements().forEach(value -> each.add(equal(field, value)));
    return each.stream().anyMatch(Nothing.class::isInstance)
        ? new Nothing()
        : each.stream().reduce(Either::new).orElse(new Nothing());
  }
}
