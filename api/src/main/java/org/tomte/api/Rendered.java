package org.tomte.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a component of what an action says is a template, or a list or map of templates. They
 * are rendered in the transaction that made the objects, and every value is escaped for where it
 * goes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Rendered {

  /** Where the text goes. */
  Escape value() default Escape.TEXT;

  /** What values are escaped for. */
  enum Escape {
    /** Plain text of many lines. */
    TEXT,
    /** One line: line ends become spaces. */
    LINE,
    /** HTML. */
    HTML,
    /** Inside the quotes of a JSON string. */
    JSON
  }
}
