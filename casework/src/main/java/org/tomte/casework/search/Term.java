package org.tomte.casework.search;

import java.time.Duration;
import java.time.Instant;

/** A value in a {@link Condition}. */
public sealed interface Term {

  /** What it is; {@link SearchType#CHOICE} counts as text. */
  SearchType type();

  /** Whether it asks for a field of this name. */
  default boolean names(String field) {
    return switch (this) {
      case OfField of -> of.field().name().equals(field);
      case Shifted shifted -> shifted.time().names(field);
      case Between between -> between.earlier().names(field) || between.later().names(field);
      case Literal _, At _, Now _, Span _ -> false;
    };
  }

  /** The value of a field of the object. */
  record OfField(SearchField field) implements Term {
    @Override
    public SearchType type() {
      return field.type() == SearchType.CHOICE ? SearchType.TEXT : field.type();
    }
  }

  /**
   * A value that was written.
   *
   * @param value {@link String}, {@link Long}, {@link Double} or {@link Boolean}
   */
  record Literal(Object value) implements Term {
    @Override
    public SearchType type() {
      return switch (value) {
        case Long _ -> SearchType.WHOLE;
        case Double _ -> SearchType.DECIMAL;
        case Boolean _ -> SearchType.FLAG;
        default -> SearchType.TEXT;
      };
    }
  }

  /** An instant that was written; whole microseconds. */
  record At(Instant instant) implements Term {
    @Override
    public SearchType type() {
      return SearchType.TIME;
    }
  }

  /** The instant for which the search is made. */
  record Now() implements Term {
    @Override
    public SearchType type() {
      return SearchType.TIME;
    }
  }

  /** A time with a duration added; whole microseconds. */
  record Shifted(Term time, Duration by) implements Term {
    @Override
    public SearchType type() {
      return SearchType.TIME;
    }
  }

  /** A duration that was written; whole microseconds. */
  record Span(Duration duration) implements Term {
    @Override
    public SearchType type() {
      return SearchType.SPAN;
    }
  }

  /** How long one time is after another; may be negative. */
  record Between(Term earlier, Term later) implements Term {
    @Override
    public SearchType type() {
      return SearchType.SPAN;
    }
  }
}
