package org.tomte.casework.search;

import java.util.List;

/**
 * What an object must meet. A field that is not set makes what asks for it unknown, which is
 * neither true nor false; only what is true meets a condition. A condition is made by a {@link
 * ConditionReader}, which checks that the types fit, so that whoever evaluates it need not.
 */
public sealed interface Condition {

  /** Always the same answer. */
  record Constant(boolean value) implements Condition {}

  /** A checkbox that is set to true. */
  record Flag(SearchField field) implements Condition {}

  /** Two values of one type; texts compare by code point, numbers by value. */
  record Comparison(Term left, Operator operator, Term right) implements Condition {}

  /**
   * A value that is one of those written.
   *
   * @param term a text or a number
   * @param values {@link String}, {@link Long} or {@link Double}, as the term's type has it
   */
  record In(Term term, List<Object> values) implements Condition {
    /** Copies the list. */
    public In {
      values = List.copyOf(values);
    }
  }

  /** A list that holds a text; false, not unknown, when there is no list. */
  record Holds(SearchField list, Term element) implements Condition {}

  /** A field that is set; a list without elements is not. */
  record Has(SearchField field) implements Condition {}

  /** A part of a text. */
  record TextTest(SearchField field, Part part, String text) implements Condition {}

  /** All of them. */
  record And(List<Condition> conditions) implements Condition {
    /** Copies the list. */
    public And {
      conditions = List.copyOf(conditions);
    }
  }

  /** Any of them. */
  record Or(List<Condition> conditions) implements Condition {
    /** Copies the list. */
    public Or {
      conditions = List.copyOf(conditions);
    }
  }

  /** The opposite; unknown stays unknown. */
  record Not(Condition condition) implements Condition {}

  /** How two values compare. */
  enum Operator {
    /** The same. */
    EQUAL,
    /** Not the same. */
    NOT_EQUAL,
    /** Before. */
    LESS,
    /** Before or the same. */
    AT_MOST,
    /** After. */
    GREATER,
    /** After or the same. */
    AT_LEAST;

    /** Whether an order (below 0, 0, above 0) meets it. */
    public boolean holds(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
      };
    }

    /** What holds when this does not. */
    public Operator opposite() {
      return switch (this) {
        case EQUAL -> NOT_EQUAL;
        case NOT_EQUAL -> EQUAL;
        case LESS -> AT_LEAST;
        case AT_MOST -> GREATER;
        case GREATER -> AT_MOST;
        case AT_LEAST -> LESS;
      };
    }

    /** The same with left and right exchanged. */
    public Operator mirrored() {
      return switch (this) {
        case EQUAL, NOT_EQUAL -> this;
        case LESS -> GREATER;
        case AT_MOST -> AT_LEAST;
        case GREATER -> LESS;
        case AT_LEAST -> AT_MOST;
      };
    }
  }

  /** What is asked of a text. */
  enum Part {
    /** It has the other in it. */
    CONTAINS,
    /** It begins with the other. */
    STARTS_WITH,
    /** It ends with the other. */
    ENDS_WITH,
    /** It is the other but for upper and lower case, see {@link LetterCase}. */
    SAME_IGNORING_CASE
  }

  /** Whether it asks for a field of this name. */
  default boolean names(String field) {
    return switch (this) {
      case Constant _ -> false;
      case Flag flag -> flag.field().name().equals(field);
      case Comparison comparison ->
          comparison.left().names(field) || comparison.right().names(field);
      case In in -> in.term().names(field);
      case Holds holds -> holds.list().name().equals(field) || holds.element().names(field);
      case Has has -> has.field().name().equals(field);
      case TextTest test -> test.field().name().equals(field);
      case And and -> and.conditions().stream().anyMatch(each -> each.names(field));
      case Or or -> or.conditions().stream().anyMatch(each -> each.names(field));
      case Not not -> not.condition().names(field);
    };
  }

  /** Every object. */
  static Condition all() {
    return new Constant(true);
  }
}
