package org.tomte.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of a settings record. The record is the one source for validation, JSON
 * Schema, forms, completion and the reference page.
 *
 * <p>In YAML the component {@code maxLineBytes} is written {@code max-line-bytes}. A component that
 * is neither {@code @Nullable} nor has a {@link #fallback()} is required.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

  /** One sentence for the reference page; never empty. */
  String value();

  /** The value in YAML when the key is absent; empty text means there is none. */
  String fallback() default "";

  /** A valid example in YAML; empty text means the fallback serves. */
  String example() default "";
}
